import type { PlaceLink } from '@/components/place/place-frame';
import type { Caller, Permission } from '@/lib/auth';
import { mayEver } from '@/lib/auth/permissions';

const LINKS: readonly (PlaceLink & { permission: Permission })[] = [
  { href: '/admin/people', label: 'People', permission: 'people.read' },
  { href: '/admin/teams', label: 'Teams', permission: 'teams.read' },
  { href: '/admin/invitations', label: 'Invitations', permission: 'people.invite' },
  { href: '/admin/models', label: 'Shared models', permission: 'models.shared' },
  { href: '/admin/workers', label: 'Workers', permission: 'workers.read' },
  { href: '/admin/queue', label: 'Queue', permission: 'queue.read' },
  { href: '/admin/storage', label: 'Storage', permission: 'storage.read' },
  { href: '/admin/audit', label: 'Audit log', permission: 'audit.read' },
  { href: '/admin/settings', label: 'Settings', permission: 'settings.manage' },
];

/** The admin pages this person may see. */
export const adminLinks = (user: Caller): PlaceLink[] =>
  LINKS.filter(({ permission }) => mayEver(user, permission)).map(({ href, label }) => ({ href, label }));
