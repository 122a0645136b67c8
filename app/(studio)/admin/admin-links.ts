import type { PlaceLink } from '@/components/place/place-frame';
import type { Caller, Permission } from '@/lib/auth';
import { mayEver } from '@/lib/auth/permissions';
import type { Words } from '@/lib/i18n/words';

const LINKS = [
  { href: '/admin/people', name: 'people.title', permission: 'people.read' },
  { href: '/admin/teams', name: 'teams.title', permission: 'teams.read' },
  { href: '/admin/invitations', name: 'invitations.title', permission: 'people.invite' },
  { href: '/admin/models', name: 'models.title', permission: 'models.shared' },
  { href: '/admin/workers', name: 'workers.title', permission: 'workers.read' },
  { href: '/admin/queue', name: 'queue.title', permission: 'queue.read' },
  { href: '/admin/storage', name: 'storage.title', permission: 'storage.read' },
  { href: '/admin/audit', name: 'audit.title', permission: 'audit.read' },
  { href: '/admin/settings', name: 'settings.title', permission: 'settings.manage' },
] as const satisfies readonly { href: string; name: string; permission: Permission }[];

const linksOf = (user: Caller) => LINKS.filter(({ permission }) => mayEver(user, permission));

/** The admin pages this person may see. */
export const adminLinks = (user: Caller, t: Words<'admin'>): PlaceLink[] =>
  linksOf(user).map(({ href, name }) => ({ href, label: t(name) }));

/** The first of them; null for whoever may see none. */
export const adminHref = (user: Caller): string | null => linksOf(user)[0]?.href ?? null;
