'use client';
import { Check, Languages } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { DropdownMenu } from 'radix-ui';
import { useLocale, useTranslations } from 'use-intl';
import { LOCALE_COOKIE, LOCALE_NAMES, LOCALES, type Locale } from '@/lib/i18n/locales';
import { Button } from '../ui/button';

const YEAR = 365 * 24 * 3600;

/** The studio's language; until somebody chooses one it is the browser's. */
export function LanguageSwitch() {
  const t = useTranslations('frame');
  const locale = useLocale();
  const { refresh } = useRouter();
  const choose = (chosen: string) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
    document.cookie = `${LOCALE_COOKIE}=${chosen}; path=/; max-age=${YEAR}; samesite=lax`;
    refresh();
  };
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button aria-label={t('language')} className="px-1.5">
          <Languages />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="appear z-50 min-w-36 rounded-control bg-popover p-1 shadow-popover"
        >
          <DropdownMenu.RadioGroup value={locale} onValueChange={choose}>
            {LOCALES.map((language) => (
              <Language key={language} language={language} />
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Language({ language }: { language: Locale }) {
  return (
    <DropdownMenu.RadioItem
      value={language}
      lang={language}
      className="control-height flex items-center justify-between gap-4 rounded-small px-2 outline-none data-highlighted:bg-hover"
    >
      {LOCALE_NAMES[language]}
      <DropdownMenu.ItemIndicator>
        <Check aria-hidden className="size-4 text-accent-text" />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  );
}
