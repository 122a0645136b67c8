'use client';
import { CircleUser, LogOut, type LucideIcon, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import type { Role } from '@/lib/auth/caller';
import { leave } from '../account/leave';
import { Button } from '../ui/button';

interface AccountMenuProps {
  userName: string;
  role: Role;
  /** The first admin page they may see. */
  adminHref: string | null;
}

export function AccountMenu({ userName, role, adminHref }: AccountMenuProps) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button aria-label={`Account of ${userName}`} className="px-1.5">
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
            <span className="text-small text-faint">{role}</span>
          </div>
          <DropdownMenu.Separator className="mx-2 mb-1 h-px bg-line" />
          <MenuLink href="/account" icon={CircleUser}>
            Account
          </MenuLink>
          {adminHref && (
            <MenuLink href={adminHref} icon={ShieldCheck}>
              Admin
            </MenuLink>
          )}
          <DropdownMenu.Item
            onSelect={() => void leave()}
            className="control-height flex items-center gap-2 rounded-small px-2 outline-none data-highlighted:bg-hover"
          >
            <LogOut aria-hidden className="size-4 text-faint" />
            Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function MenuLink({ href, icon: Icon, children }: { href: string; icon: LucideIcon; children: ReactNode }) {
  return (
    <DropdownMenu.Item asChild>
      <Link
        href={href}
        className="control-height flex items-center gap-2 rounded-small px-2 outline-none data-highlighted:bg-hover"
      >
        <Icon aria-hidden className="size-4 text-faint" />
        {children}
      </Link>
    </DropdownMenu.Item>
  );
}
