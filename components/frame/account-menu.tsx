'use client';
import { ChartColumn, CircleHelp, CircleUser, LogOut, type LucideIcon, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu } from 'radix-ui';
import { useTranslations } from 'use-intl';
import { leave } from '../account/leave';
import { keysOf, type ShortcutId } from '../shortcuts/shortcuts';
import { Keys } from '../ui/keys';
import { MenuList, menuItemClass } from '../ui/menu-list';
import type { Account } from './account';
import { cornerPlaces } from './tabs';

const ICONS: Record<string, LucideIcon> = { usage: ChartColumn, help: CircleHelp };

/** Who is signed in, and what is theirs. */
export function AccountMenu({
  userName,
  role,
  adminHref,
  hiddenTabs,
  onClose,
}: Account & { onClose: () => void }) {
  const t = useTranslations('frame');
  const roles = useTranslations('roles');
  return (
    <MenuList onClose={onClose} className="min-w-52">
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
      <DropdownMenu.Item onSelect={() => void leave()} className={menuItemClass}>
        <LogOut aria-hidden className="size-4 text-faint" />
        {t('signOut')}
      </DropdownMenu.Item>
    </MenuList>
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
      <Link href={href} className={menuItemClass}>
        <Icon aria-hidden className="size-4 text-faint" />
        {children}
        {shortcut && (
          <Keys keys={keysOf(shortcut)} className="ml-auto pl-6 text-faint pointer-coarse:hidden" />
        )}
      </Link>
    </DropdownMenu.Item>
  );
}
