import type { Permission } from '@/lib/auth';

/** Who gets through: everybody, everybody who is signed in, or who has the permission. */
type Gate = 'public' | 'signed-in' | Permission;

/**
 * Whose the things are that an address names: nobody's in particular, the caller's own (other people's answer 404, that
 * they exist is not told), those of a team one leads, or anybody's.
 */
type Objects = 'none' | 'own' | 'led' | 'any';

export interface Access {
  gate: Gate;
  objects: Objects;
}

const open = (gate: Gate): Access => ({ gate, objects: 'none' });
const own = (gate: Permission): Access => ({ gate, objects: 'own' });
const led = (gate: Permission): Access => ({ gate, objects: 'led' });
const any = (gate: Permission): Access => ({ gate, objects: 'any' });

/**
 * Every address there is, each with who may use it: the one table that says so. A test looks for every route and page
 * below app/ in it, and tries each entry as every kind of person; what is not here fails. A query stands where it
 * changes what is needed.
 */
export const ROUTES: Readonly<Record<string, Access>> = {
  'PAGE /': open('public'),
  'PAGE /sign-in': open('public'),
  'PAGE /setup/[token]': open('public'),
  'PAGE /join/[token]': open('public'),
  'PAGE /txt2img': open('jobs.own'),
  'PAGE /usage': open('usage.own'),
  'PAGE /files': open('files.own'),
  'PAGE /account': open('account.own'),
  'PAGE /account/security': open('account.own'),
  'PAGE /account/tokens': open('account.own'),
  'PAGE /account/call': open('account.own'),
  'PAGE /admin/people': open('people.read'),
  'PAGE /admin/teams': open('teams.read'),
  'PAGE /admin/invitations': open('people.manage'),
  'PAGE /admin/workers': open('workers.read'),
  'PAGE /admin/queue': open('queue.read'),
  'PAGE /admin/storage': open('storage.read'),
  'PAGE /admin/audit': open('audit.read'),
  'PAGE /admin/settings': open('settings.manage'),

  'GET /api/auth/[...nextauth]': open('public'),
  'POST /api/auth/[...nextauth]': open('public'),

  'GET /api/account': open('account.own'),
  'PATCH /api/account': open('account.own'),
  'POST /api/account/password': open('account.secure'),
  'GET /api/account/sessions': open('account.secure'),
  'DELETE /api/account/sessions': open('account.secure'),
  'DELETE /api/account/sessions/[id]': own('account.secure'),
  'GET /api/account/tokens': open('account.secure'),
  'POST /api/account/tokens': open('account.secure'),
  'DELETE /api/account/tokens/[id]': own('account.secure'),
  'POST /api/account/two-factor': open('account.secure'),
  'PUT /api/account/two-factor': open('account.secure'),
  'DELETE /api/account/two-factor': open('account.secure'),
  'DELETE /api/view-as': open('signed-in'),

  'GET /api/admin/people': open('people.read'),
  'POST /api/admin/people': open('people.manage'),
  'GET /api/admin/people/[id]': any('people.read'),
  'PATCH /api/admin/people/[id]': any('people.manage'),
  'DELETE /api/admin/people/[id]': any('people.manage'),
  'PUT /api/admin/people/[id]/disabled': any('people.manage'),
  'POST /api/admin/people/[id]/setup-link': any('people.manage'),
  'POST /api/admin/people/[id]/view-as': any('people.view_as'),
  'GET /api/admin/teams': open('teams.read'),
  'POST /api/admin/teams': open('teams.manage'),
  'GET /api/admin/teams/[id]': led('teams.read'),
  'PATCH /api/admin/teams/[id]': any('teams.manage'),
  'PUT /api/admin/teams/[id]/archived': any('teams.manage'),
  'PUT /api/admin/teams/[id]/members/[userId]': any('teams.manage'),
  'DELETE /api/admin/teams/[id]/members/[userId]': any('teams.manage'),
  'GET /api/admin/invitations': open('people.manage'),
  'POST /api/admin/invitations': open('people.manage'),
  'DELETE /api/admin/invitations/[id]': any('people.manage'),
  'GET /api/admin/workers': open('workers.read'),
  'PUT /api/admin/workers/[id]/draining': any('workers.manage'),
  'POST /api/admin/workers/[id]/restart': any('workers.manage'),
  'GET /api/admin/queue': open('queue.read'),
  'DELETE /api/admin/queue/[id]': any('queue.manage'),
  'GET /api/admin/storage': open('storage.read'),
  'GET /api/admin/audit': open('audit.read'),
  'GET /api/admin/audit/export': open('audit.read'),
  'GET /api/admin/settings': open('settings.manage'),
  'PUT /api/admin/settings/[key]': any('settings.manage'),

  'GET /api/checkpoints': open('catalog.read'),
  'GET /api/events': open('jobs.own'),
  'GET /api/jobs': open('jobs.own'),
  'POST /api/jobs': open('jobs.own'),
  'GET /api/jobs/[id]': own('jobs.own'),
  'POST /api/jobs/[id]/interrupt': own('jobs.own'),
  'POST /api/jobs/[id]/skip': own('jobs.own'),
  'GET /api/pictures': open('pictures.own'),
  'GET /api/pictures/[id]/file': own('pictures.own'),
  'GET /api/usage': open('usage.own'),

  'GET /api/files': open('files.own'),
  'GET /api/files?tree=shared': open('files.shared'),
  'GET /api/files/archive': open('files.own'),
  'POST /api/files/archive': open('files.own'),
  'GET /api/files/content': open('files.own'),
  'HEAD /api/files/content': open('files.own'),
  'GET /api/files/content?tree=shared': open('files.shared'),
  'POST /api/files/copy': open('files.own'),
  'POST /api/files/folders': open('files.own'),
  'POST /api/files/folders?tree=shared': open('files.shared'),
  'POST /api/files/move': open('files.own'),
  'POST /api/files/move?tree=shared': open('files.shared'),
  'GET /api/files/picture': open('files.own'),
  'GET /api/files/preview': open('files.own'),
  'POST /api/files/rename': open('files.own'),
  'GET /api/files/storage': open('files.own'),
  'GET /api/files/trash': open('files.own'),
  'POST /api/files/trash': open('files.own'),
  'POST /api/files/trash?tree=shared': open('files.shared'),
  'POST /api/files/trash/delete': open('files.own'),
  'POST /api/files/trash/restore': open('files.own'),
  'GET /api/uploads': open('files.own'),
  'OPTIONS /api/uploads': open('files.own'),
  'POST /api/uploads': open('files.own'),
  'POST /api/uploads?tree=shared': open('files.shared'),
  'HEAD /api/uploads/[id]': own('files.own'),
  'PATCH /api/uploads/[id]': own('files.own'),
  'DELETE /api/uploads/[id]': own('files.own'),
  'POST /api/uploads/[id]/finish': own('files.own'),

  'GET /internal/ping': open('public'),
  'GET /internal/[...path]': open('public'),
  'GET /sdapi/[...path]': open('public'),
  'GET /sdapi/v1/embeddings': open('catalog.read'),
  'GET /sdapi/v1/hypernetworks': open('catalog.read'),
  'POST /sdapi/v1/img2img': open('jobs.own'),
  'POST /sdapi/v1/interrupt': open('jobs.own'),
  'GET /sdapi/v1/latent-upscale-modes': open('catalog.read'),
  'GET /sdapi/v1/loras': open('catalog.read'),
  'GET /sdapi/v1/options': open('options.own'),
  'POST /sdapi/v1/options': open('options.own'),
  'GET /sdapi/v1/progress': open('jobs.own'),
  'GET /sdapi/v1/prompt-styles': open('catalog.read'),
  'POST /sdapi/v1/refresh-checkpoints': open('catalog.read'),
  'POST /sdapi/v1/refresh-embeddings': open('catalog.read'),
  'POST /sdapi/v1/refresh-loras': open('catalog.read'),
  'POST /sdapi/v1/refresh-vae': open('catalog.read'),
  'GET /sdapi/v1/samplers': open('catalog.read'),
  'GET /sdapi/v1/schedulers': open('catalog.read'),
  'GET /sdapi/v1/sd-models': open('catalog.read'),
  'GET /sdapi/v1/sd-vae': open('catalog.read'),
  'POST /sdapi/v1/skip': open('jobs.own'),
  'POST /sdapi/v1/txt2img': open('jobs.own'),
  'GET /sdapi/v1/upscalers': open('catalog.read'),
};
