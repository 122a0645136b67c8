import { expect, test } from 'vitest';
import type { Caller, Role } from './caller';
import { type Permission, refusalOf } from './permissions';
import type { TokenScope } from './token-scopes';

const caller = (changes: Partial<Caller> = {}) => ({
  role: 'member' as Role,
  leads: [],
  by: 'session' as const,
  scopes: [],
  viewedBy: null,
  ...changes,
});

const TABLE: Record<Permission, [member: boolean, lead: boolean, auditor: boolean, admin: boolean]> = {
  'jobs.own': [true, true, false, true],
  'jobs.for_others': [false, false, false, true],
  'pictures.own': [true, true, false, true],
  'files.own': [true, true, false, true],
  'files.shared': [false, false, false, true],
  'usage.own': [true, true, true, true],
  'usage.teams': [false, true, true, true],
  'usage.all': [false, false, true, true],
  'options.own': [true, true, false, true],
  'account.own': [true, true, true, true],
  'account.secure': [true, true, true, true],
  'catalog.read': [true, true, false, true],
  'models.read': [true, true, false, true],
  'models.own': [true, true, false, true],
  'models.shared': [false, false, false, true],
  'people.read': [false, false, true, true],
  'people.manage': [false, false, false, true],
  'people.invite': [false, true, false, true],
  'people.view_as': [false, false, false, true],
  'teams.read': [false, true, true, true],
  'teams.manage': [false, false, false, true],
  'teams.members': [false, true, false, true],
  'audit.read': [false, false, true, true],
  'settings.manage': [false, false, false, true],
  'workers.read': [false, false, true, true],
  'workers.manage': [false, false, false, true],
  'queue.read': [false, false, true, true],
  'queue.manage': [false, false, false, true],
  'storage.read': [false, false, true, true],
  'system.read': [false, false, false, true],
};

test.each(Object.entries(TABLE))('%s', (permission, [member, lead, auditor, admin]) => {
  const may = (changes: Partial<Caller>) =>
    refusalOf(caller(changes), permission as Permission, 'GET') === null;
  expect([may({}), may({ leads: ['team'] }), may({ role: 'auditor' }), may({ role: 'admin' })]).toEqual([
    member,
    lead,
    auditor,
    admin,
  ]);
});

test('what the table does not know is refused', () => {
  expect(refusalOf(caller({ role: 'admin' }), 'everything' as Permission, 'GET')).toBe('account');
  expect(refusalOf(caller({ role: 'admin' }), 'toString' as Permission, 'GET')).toBe('account');
  expect(refusalOf(caller({ role: 'owner' as Role }), 'jobs.own', 'GET')).toBe('account');
});

const withToken = (scopes: TokenScope[], permission: Permission, method: string) =>
  refusalOf(caller({ role: 'admin', by: 'token', scopes }), permission, method);

test('a token without scopes may what its owner may, except what only a person does', () => {
  expect(withToken([], 'jobs.own', 'POST')).toBeNull();
  expect(withToken([], 'people.manage', 'POST')).toBeNull();
  expect(withToken([], 'account.secure', 'POST')).toBe('session_only');
  expect(withToken([], 'people.view_as', 'POST')).toBe('session_only');
});

test('a token may only what its scopes cover', () => {
  expect(withToken(['generate'], 'jobs.own', 'POST')).toBeNull();
  expect(withToken(['generate'], 'files.own', 'GET')).toBe('token');
  expect(withToken(['generate'], 'people.manage', 'POST')).toBe('token');
  expect(withToken(['files'], 'files.own', 'DELETE')).toBeNull();
  expect(withToken(['admin'], 'people.manage', 'POST')).toBeNull();
  expect(withToken(['admin'], 'jobs.own', 'POST')).toBe('token');
});

test('a reading token reads what is its owner’s and changes nothing', () => {
  for (const permission of ['jobs.own', 'files.own', 'usage.own', 'account.own'] as const) {
    expect(withToken(['read'], permission, 'GET')).toBeNull();
  }
  expect(withToken(['read'], 'jobs.own', 'POST')).toBe('token');
  expect(withToken(['read'], 'audit.read', 'GET')).toBe('token');
});

test('an admin who views as somebody reads what they read, and nothing of how their account is secured', () => {
  const viewed = caller({ viewedBy: { id: 'a', name: 'admin' } });
  expect(refusalOf(viewed, 'pictures.own', 'GET')).toBeNull();
  expect(refusalOf(viewed, 'jobs.own', 'POST')).toBe('viewing');
  expect(refusalOf(viewed, 'account.secure', 'GET')).toBe('viewing');
  expect(refusalOf(viewed, 'people.manage', 'GET')).toBe('account');
});
