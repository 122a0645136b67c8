'use client';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { FoundItems } from './found-items';
import { HelpItems } from './help-items';
import { ActItems, CheckpointItems, LookItems, PlaceItems } from './known-items';

interface PaletteUser {
  name: string;
  /** The first admin page they may see. */
  adminHref: string | null;
  makesPictures: boolean;
}

interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  user: PaletteUser;
  /** Addresses of places this installation or this person does not have. */
  hiddenTabs: readonly string[];
}

/** One field for everything: places, what can be done here, checkpoints, models, pictures, look, help. */
export default function Palette({ open, onOpenChange, user, hiddenTabs }: PaletteProps) {
  const t = useTranslations('palette');
  const title = useTranslations('frame')('palette');
  const [text, setText] = useState('');
  const close = () => {
    onOpenChange(false);
    setText('');
  };
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <Radix.Portal>
        <Radix.Overlay className="appear fixed inset-0 z-40 bg-scrim/60" />
        <Radix.Content
          aria-describedby={undefined}
          className="appear fixed top-[12dvh] left-1/2 z-50 w-[min(600px,calc(100vw-32px))] -translate-x-1/2 overflow-hidden rounded-card bg-popover shadow-popover outline-none"
        >
          <Radix.Title className="sr-only">{title}</Radix.Title>
          <Command label={title} loop>
            <div className="flex items-center gap-3 border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-faint" />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder={t('placeholder')}
                className="h-12 w-full min-w-0 bg-transparent text-large outline-none placeholder:text-faint"
              />
            </div>
            <Command.List label={title} className="max-h-[min(60dvh,480px)] overflow-y-auto scroll-py-2 p-2">
              <Command.Empty className="px-4 py-8 text-center text-muted">{t('none')}</Command.Empty>
              {user.makesPictures && <FoundItems text={text} onDone={close} />}
              <ActItems onDone={close} />
              <PlaceItems adminHref={user.adminHref} hiddenTabs={hiddenTabs} onDone={close} />
              {user.makesPictures && <CheckpointItems userName={user.name} onDone={close} />}
              <LookItems onDone={close} />
              <Suspense>
                <HelpItems onDone={close} />
              </Suspense>
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
