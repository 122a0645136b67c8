import type { Role } from './caller';

/** What a route may ask for. Ownership is checked besides, in the query itself. */
export type Permission =
  /** Submit, watch, interrupt and skip one's own jobs. */
  | 'jobs.own'
  /** See, download and delete one's own pictures. */
  | 'pictures.own'
  /** Read one's own usage. */
  | 'usage.own'
  /** Read and change one's own options of the WebUI API. */
  | 'options.own'
  /** Make and revoke one's own tokens, change one's own password. */
  | 'account.own'
  /** List the checkpoints, samplers and schedulers on offer. */
  | 'catalog.read'
  /** Have the model folders read again. */
  | 'catalog.rescan'
  /** Add, list and disable accounts, make set-up links. */
  | 'accounts.manage'
  /** Read what the installation is and how it fares. */
  | 'system.read';

const EVERYBODY: readonly Role[] = ['member', 'admin'];
const ADMINS: readonly Role[] = ['admin'];

/** The one table of who may do what. What is not listed is refused. */
const ALLOWED: Readonly<Record<Permission, readonly Role[]>> = {
  'jobs.own': EVERYBODY,
  'pictures.own': EVERYBODY,
  'usage.own': EVERYBODY,
  'options.own': EVERYBODY,
  'account.own': EVERYBODY,
  'catalog.read': EVERYBODY,
  'catalog.rescan': ADMINS,
  'accounts.manage': ADMINS,
  'system.read': ADMINS,
};

/** Whether the role holds the permission; false for a role or permission the table does not know. */
export function isAllowed(role: Role, permission: Permission): boolean {
  return Object.hasOwn(ALLOWED, permission) && ALLOWED[permission].includes(role);
}
