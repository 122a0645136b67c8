'use client';
import { ArrowDownWideNarrow } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useTranslations } from 'use-intl';
import type { GalleryOrder } from '@/lib/gallery/gallery-view';
import { Button } from '../ui/button';

const NAMES: readonly GalleryOrder[] = ['newest', 'oldest', 'rating', 'largest'];

interface OrderSelectProps {
  /** Empty: the newest first. */
  order: string;
  onOrder: (order: string) => void;
}

/** Which pictures come first. */
export function OrderSelect({ order, onOrder }: OrderSelectProps) {
  const t = useTranslations('gallery');
  const chosen = NAMES.find((name) => name === order) ?? 'newest';
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button aria-label={t('order.label', { order: t(`order.${chosen}`) })}>
          <ArrowDownWideNarrow />
          {t(`order.${chosen}`)}
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="appear z-50 min-w-40 rounded-control bg-popover p-1 shadow-popover"
        >
          <DropdownMenu.RadioGroup
            value={chosen}
            onValueChange={(name) => onOrder(name === 'newest' ? '' : name)}
          >
            {NAMES.map((name) => (
              <DropdownMenu.RadioItem
                key={name}
                value={name}
                className="control-height flex items-center rounded-small px-2 outline-none data-highlighted:bg-hover data-[state=checked]:text-accent-text"
              >
                {t(`order.${name}`)}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
