// What routes and pages need. The command line and the supervisor import users, tokens, setup-link and first-start
// directly: they run outside Next.
export { authorize } from './authenticate';
export type { Caller, Role } from './caller';
export { currentUser } from './current-user';
export type { Permission } from './permissions';
