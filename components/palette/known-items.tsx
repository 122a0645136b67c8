'use client';
import { ArrowRight, Box, CircleUser, Languages, ShieldCheck, SunMoon, Zap } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import { cornerPlaces, tabs } from '../frame/tabs';
import { useLanguageSwitch } from '../frame/use-language-switch';
import { THEMES } from '../frame/use-theme-switch';
import { type ShortcutId, shortcuts } from '../shortcuts/shortcuts';
import { presentActs } from '../shortcuts/use-shortcuts';
import { useCheckpoints } from '../studio/data/queries';
import { changeForm } from '../studio/form/form-storage';
import { toast } from '../ui/toast';
import { Group, Item } from './item';

interface Items {
  onDone: () => void;
}

/** What the frame does by itself: the palette has it elsewhere, or is it. */
const isOfFrame = (id: ShortcutId) => shortcuts[id].group === 'Atelier';

/** What can be done on the present page, as it was when the palette was opened. */
export function ActItems({ onDone }: Items) {
  const t = useTranslations('palette');
  const acts = useTranslations('shortcuts.acts');
  const [present] = useState(() => Object.entries(presentActs()) as [ShortcutId, () => void][]);
  const shown = present.filter(([id]) => !isOfFrame(id));
  if (shown.length === 0) return null;
  return (
    <Group heading={t('acts')}>
      {shown.map(([id, act]) => (
        <Item
          key={id}
          value={`act ${id} ${acts(id)}`}
          icon={<Zap />}
          shortcut={id}
          onChoose={() => {
            onDone();
            // The palette gives the focus back first: some acts take it.
            setTimeout(act);
          }}
        >
          {acts(id)}
        </Item>
      ))}
    </Group>
  );
}

interface PlaceItemsProps extends Items {
  adminHref: string | null;
  hiddenTabs: readonly string[];
}

export function PlaceItems({ adminHref, hiddenTabs, onDone }: PlaceItemsProps) {
  const t = useTranslations('palette');
  const words = useTranslations('frame');
  const router = useRouter();
  const go = (href: string) => {
    onDone();
    router.push(href);
  };
  return (
    <Group heading={t('places')}>
      {[...tabs, ...cornerPlaces]
        .filter(({ href }) => !hiddenTabs.includes(href))
        .map(({ href, name, shortcut }) => (
          <Item
            key={href}
            value={`place ${href} ${words(`tabs.${name}`)}`}
            icon={<ArrowRight />}
            shortcut={shortcut}
            onChoose={() => go(href)}
          >
            {words(`tabs.${name}`)}
          </Item>
        ))}
      <Item
        value={`place /account ${words('account')}`}
        icon={<CircleUser />}
        onChoose={() => go('/account')}
      >
        {words('account')}
      </Item>
      {adminHref && (
        <Item value={`place /admin ${words('admin')}`} icon={<ShieldCheck />} onChoose={() => go(adminHref)}>
          {words('admin')}
        </Item>
      )}
    </Group>
  );
}

/** Tabs whose form has a checkpoint; from elsewhere Txt2img is meant. */
const FORMS: Readonly<Record<string, 'txt2img' | 'img2img'>> = {
  '/txt2img': 'txt2img',
  '/img2img': 'img2img',
};

export function CheckpointItems({ userName, onDone }: Items & { userName: string }) {
  const t = useTranslations('palette');
  const path = usePathname();
  const { data: checkpoints = [] } = useCheckpoints();
  return (
    <Group heading={t('checkpoints')}>
      {checkpoints
        .filter(({ problem }) => problem === null)
        .map((checkpoint) => (
          <Item
            key={checkpoint.path}
            value={`checkpoint ${checkpoint.path}`}
            icon={<Box />}
            onChoose={() => {
              onDone();
              changeForm(FORMS[path] ?? 'txt2img', userName, (values) => ({
                ...values,
                checkpoint: checkpoint.path,
              }));
              toast(t('checkpointChosen', { name: checkpoint.name }));
            }}
          >
            {t('useCheckpoint', { name: checkpoint.name })}
          </Item>
        ))}
    </Group>
  );
}

export function LookItems({ onDone }: Items) {
  const t = useTranslations('palette');
  const words = useTranslations('frame');
  const { setTheme } = useTheme();
  const switchLanguage = useLanguageSwitch();
  return (
    <Group heading={t('look')}>
      {THEMES.map((theme) => (
        <Item
          key={theme}
          value={`theme ${theme} ${words(`themes.${theme}`)}`}
          icon={<SunMoon />}
          onChoose={() => {
            onDone();
            setTheme(theme);
          }}
        >
          {t('themeOf', { theme: words(`themes.${theme}`) })}
        </Item>
      ))}
      {LOCALES.map((locale) => (
        <Item
          key={locale}
          value={`language ${locale} ${LOCALE_NAMES[locale]}`}
          icon={<Languages />}
          onChoose={() => {
            onDone();
            switchLanguage(locale);
          }}
        >
          <span lang={locale}>{LOCALE_NAMES[locale]}</span>
        </Item>
      ))}
    </Group>
  );
}
