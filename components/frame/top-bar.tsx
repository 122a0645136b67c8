'use client';
import { Command, Keyboard } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';
import { IconButton } from '../ui/icon-button';
import { Tooltip } from '../ui/tooltip';
import { useInSight } from '../ui/use-in-sight';
import type { Account } from './account';
import { AccountButton } from './account-button';
import { Brand, BrandMark } from './brand';
import { LanguageSwitch } from './language-switch';
import { tabs } from './tabs';
import { ThemeSwitch } from './theme-switch';

interface TopBarProps extends Account {
  onShowPalette: () => void;
  onShowShortcuts: () => void;
}

export function TopBar({ onShowPalette, onShowShortcuts, ...account }: TopBarProps) {
  const t = useTranslations('frame');
  return (
    <header className="flex h-(--bar-height) shrink-0 items-center gap-1 border-b bg-panel pr-2 pl-3 wide:pl-4">
      <Link href="/" aria-label="Atelier" className="mr-2 flex items-center rounded-control wide:mr-4">
        <span className="hidden full:block">
          <Brand />
        </span>
        <BrandMark className="full:hidden" />
      </Link>
      {/* Where there is no room for all, they are pushed sideways. */}
      <nav
        aria-label={t('studio')}
        className="flex h-full min-w-0 items-stretch overflow-x-auto [scrollbar-width:none] [mask-image:linear-gradient(to_right,black_calc(100%-24px),transparent)] pr-6"
      >
        {tabs
          .filter(({ href }) => !account.hiddenTabs.includes(href))
          .map((tab) => (
            <Tab key={tab.href} {...tab} />
          ))}
      </nav>
      <div className="ml-auto flex shrink-0 items-center">
        <IconButton label={t('palette')} shortcut="openPalette" side="bottom" onClick={onShowPalette}>
          <Command />
        </IconButton>
        <IconButton
          label={t('shortcuts')}
          shortcut="showShortcuts"
          side="bottom"
          onClick={onShowShortcuts}
          className="hidden full:inline-flex"
        >
          <Keyboard />
        </IconButton>
        <span className="hidden wide:contents">
          <ThemeSwitch />
          <LanguageSwitch />
        </span>
        <AccountButton {...account} />
      </div>
    </header>
  );
}

function Tab({ href, name, shortcut }: (typeof tabs)[number]) {
  const label = useTranslations('frame.tabs')(name);
  const current = usePathname() === href;
  const link = useInSight<HTMLAnchorElement>(current);
  return (
    <Tooltip label={label} shortcut={shortcut} side="bottom">
      <Link
        ref={link}
        href={href}
        aria-current={current ? 'page' : undefined}
        className={classNames(
          'relative flex shrink-0 items-center rounded-control px-2 font-medium whitespace-nowrap focus-visible:-outline-offset-2 transition-colors quick full:px-3',
          current
            ? 'text-text after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-full after:bg-accent full:after:inset-x-3'
            : 'text-muted hover:text-text',
        )}
      >
        {label}
      </Link>
    </Tooltip>
  );
}
