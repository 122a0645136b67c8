import type { Caller, Role } from './caller';
import type { TokenScope } from './token-scopes';

/** What a route may ask for. Ownership is checked besides, in the query itself. */
export type Permission =
  /** Submit, watch, interrupt and skip one's own jobs. */
  | 'jobs.own'
  /** Have jobs made in another person's space, who is told of it. */
  | 'jobs.for_others'
  /** See, download and delete one's own pictures. */
  | 'pictures.own'
  /** List, upload, move and delete what is in one's own folder. */
  | 'files.own'
  /** The same in the folders that are shared. */
  | 'files.shared'
  /** Read one's own usage. */
  | 'usage.own'
  /** Read what was billed to teams: to all of them, or for a team lead to their own. */
  | 'usage.teams'
  /** Read what everybody used. */
  | 'usage.all'
  /** Read and change one's own options of the WebUI API. */
  | 'options.own'
  /** Read who one is, change how one is shown. */
  | 'account.own'
  /** One's own password, second factor, sessions and tokens. */
  | 'account.secure'
  /** List the checkpoints, samplers and schedulers on offer. */
  | 'catalog.read'
  /** See the models that are one's own or shared with one, of every kind. */
  | 'models.read'
  /** Describe, rename and throw away one's own models, and take their files. */
  | 'models.own'
  /** The same with those that are shared, and say who may use them. */
  | 'models.shared'
  /** List the people. */
  | 'people.read'
  /** Add, change, disable and delete people, make set-up links. */
  | 'people.manage'
  /** Invite people: an admin anybody, a team lead members of their own team. */
  | 'people.invite'
  /** Look at the studio as somebody else. */
  | 'people.view_as'
  /** List the teams: all of them, or for a team lead their own. */
  | 'teams.read'
  /** Make, change and archive teams, say who leads them. */
  | 'teams.manage'
  /** Let members into a team and take them out: an admin any, a team lead their own. */
  | 'teams.members'
  /** Read the audit log. */
  | 'audit.read'
  /** Read and change the settings of the installation. */
  | 'settings.manage'
  /** See the workers: what they compute on and what they do. */
  | 'workers.read'
  /** Drain and restart workers. */
  | 'workers.manage'
  /** See everybody's jobs that wait or run, without what they are about. */
  | 'queue.read'
  /** Stop other people's jobs. */
  | 'queue.manage'
  /** See how much everybody stores. */
  | 'storage.read'
  /** Read what the installation is and how it fares. */
  | 'system.read';

interface Rule {
  roles: readonly Role[];
  /** Also people who lead a team; the query shows them only that one. */
  leads?: true;
  /** The scope that lets a limited token do this; `session`: no program may, a person in a browser only. */
  scope: TokenScope | 'session';
}

const EVERYBODY: readonly Role[] = ['member', 'auditor', 'admin'];
/** Auditors read numbers and names, they make nothing and have no pictures or files. */
const MAKERS: readonly Role[] = ['member', 'admin'];
const READERS: readonly Role[] = ['auditor', 'admin'];
const ADMINS: readonly Role[] = ['admin'];

/** The one table of who may do what. What is not listed is refused. */
const RULES: Readonly<Record<Permission, Rule>> = {
  'jobs.own': { roles: MAKERS, scope: 'generate' },
  'jobs.for_others': { roles: ADMINS, scope: 'admin' },
  'pictures.own': { roles: MAKERS, scope: 'generate' },
  'files.own': { roles: MAKERS, scope: 'files' },
  'files.shared': { roles: ADMINS, scope: 'admin' },
  'usage.own': { roles: EVERYBODY, scope: 'read' },
  'usage.teams': { roles: READERS, leads: true, scope: 'admin' },
  'usage.all': { roles: READERS, scope: 'admin' },
  'options.own': { roles: MAKERS, scope: 'generate' },
  'account.own': { roles: EVERYBODY, scope: 'read' },
  'account.secure': { roles: EVERYBODY, scope: 'session' },
  'catalog.read': { roles: MAKERS, scope: 'generate' },
  'models.read': { roles: MAKERS, scope: 'generate' },
  'models.own': { roles: MAKERS, scope: 'files' },
  'models.shared': { roles: ADMINS, scope: 'admin' },
  'people.read': { roles: READERS, scope: 'admin' },
  'people.manage': { roles: ADMINS, scope: 'admin' },
  'people.invite': { roles: ADMINS, leads: true, scope: 'admin' },
  'people.view_as': { roles: ADMINS, scope: 'session' },
  'teams.read': { roles: READERS, leads: true, scope: 'admin' },
  'teams.manage': { roles: ADMINS, scope: 'admin' },
  'teams.members': { roles: ADMINS, leads: true, scope: 'admin' },
  'audit.read': { roles: READERS, scope: 'admin' },
  'settings.manage': { roles: ADMINS, scope: 'admin' },
  'workers.read': { roles: READERS, scope: 'admin' },
  'workers.manage': { roles: ADMINS, scope: 'admin' },
  'queue.read': { roles: READERS, scope: 'admin' },
  'queue.manage': { roles: ADMINS, scope: 'admin' },
  'storage.read': { roles: READERS, scope: 'admin' },
  'system.read': { roles: ADMINS, scope: 'admin' },
};

/** Methods that change nothing. */
export const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Why somebody may not do something: their account may not, or not in the way they came. */
export type Refusal = 'account' | 'token' | 'session_only' | 'viewing';

type Asking = Pick<Caller, 'role' | 'leads' | 'by' | 'scopes' | 'viewedBy'>;

/** Null when the caller may use the permission with this method; refused for what the table does not know. */
export function refusalOf(caller: Asking, permission: Permission, method: string): Refusal | null {
  const rule = Object.hasOwn(RULES, permission) ? RULES[permission] : null;
  if (!rule) return 'account';
  if (!rule.roles.includes(caller.role) && !(rule.leads && caller.leads.length > 0)) return 'account';
  // What an admin sees as somebody else is what is theirs, not how their account is secured.
  if (caller.viewedBy && (!READING.has(method) || rule.scope === 'session')) return 'viewing';
  if (rule.scope === 'session') return caller.by === 'session' ? null : 'session_only';
  return caller.scopes.length === 0 || isCovered(caller.scopes, rule.scope, method) ? null : 'token';
}

function isCovered(scopes: readonly TokenScope[], needed: TokenScope, method: string): boolean {
  if (scopes.includes(needed)) return true;
  return needed !== 'admin' && scopes.includes('read') && READING.has(method);
}

/** Whether the account may at all, for pages that show or hide what leads there. */
export function mayEver(caller: Pick<Caller, 'role' | 'leads'>, permission: Permission): boolean {
  const { roles, leads } = RULES[permission];
  return roles.includes(caller.role) || (leads === true && caller.leads.length > 0);
}
