import { notFound } from 'next/navigation';
import type { Caller, Permission } from '@/lib/auth';
import { hiddenTabs } from './hidden-tabs';
import { requireUser } from './require-user';

/** Who is looking at a tab; where the tab is hidden there is no such page. */
export async function requireTab(href: string, permission: Permission): Promise<Caller> {
  const user = await requireUser(permission);
  if ((await hiddenTabs(user)).includes(href)) notFound();
  return user;
}
