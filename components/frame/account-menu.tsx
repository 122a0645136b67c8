'use client';
import { ChartColumn, CircleHelp, CircleUser, LogOut, type LucideIcon, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu } from 'radix-ui';
import { useTranslations } from 'use-intl';
import type { Role } from '@/lib/auth/caller';
import { leave } from '../account/leave';
import { keysOf, type ShortcutId } from '../shortcuts/shortcuts';
import { Button } from '../ui/button';
import { Keys } from '../ui/keys';
import { cornerPlaces } from './tabs';

interface AccountMenuProps {
  userName: string;
  role: Role;
  /** The first admin page they may see. */
  adminHref: string | null;
  hiddenTabs: readonly string[];
}

const ICONS: Record<string, LucideIcon> = { usage: ChartColumn, help: CircleHelp };

export function AccountMenu({ userName, role, adminHref, hiddenTabs }: AccountMenuProps) {
  const t = useTranslations('frame');
  const roles = useTranslations('roles');
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button aria-label={t('accountOf', { name: userName })} className="px-1.5">
          <span className="grid size-6 place-items-center rounded-full bg-accent-soft text-small font-semibold text-accent-text uppercase">
            {userName.slice(0, 1)}
          </span>
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="appear z-50 min-w-52 rounded-control bg-popover p-1 shadow-popover"
        >
          <div className="flex items-baseline justify-between gap-4 px-2 py-2">
            <span className="truncate font-medium">{userName}</span>
            <span className="text-small text-faint">{roles(`${role}.name`)}</span>
          </div>
          <DropdownMenu.Separator className="mx-2 mb-1 h-px bg-line" />
          {cornerPlaces
            .filter(({ href }) => !hiddenTabs.includes(href))
            .map(({ href, name, shortcut }) => (
              <MenuLink key={href} href={href} icon={ICONS[name]!} shortcut={shortcut}>
                {t(`tabs.${name}`)}
              </MenuLink>
            ))}
          <MenuLink href="/account" icon={CircleUser}>
            {t('account')}
          </MenuLink>
          {adminHref && (
            <MenuLink href={adminHref} icon={ShieldCheck}>
              {t('admin')}
            </MenuLink>
          )}
          <DropdownMenu.Item
            onSelect={() => void leave()}
            className="control-height flex items-center gap-2 rounded-small px-2 outline-none data-highlighted:bg-hover"
          >
            <LogOut aria-hidden className="size-4 text-faint" />
            {t('signOut')}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuLinkProps {
  href: string;
  icon: LucideIcon;
  shortcut?: ShortcutId;
  children: string;
}

function MenuLink({ href, icon: Icon, shortcut, children }: MenuLinkProps) {
  return (
    <DropdownMenu.Item asChild>
      <Link
        href={href}
        className="control-height flex items-center gap-2 rounded-small px-2 outline-none data-highlighted:bg-hover"
      >
        <Icon aria-hidden className="size-4 text-faint" />
        {children}
        {shortcut && (
          <Keys keys={keysOf(shortcut)} className="ml-auto pl-6 text-faint pointer-coarse:hidden" />
        )}
      </Link>
    </DropdownMenu.Item>
  );
}
