import { expect, test } from 'vitest';
import type { Role } from './caller';
import { isAllowed, type Permission } from './permissions';

const TABLE: Record<Permission, [member: boolean, admin: boolean]> = {
  'jobs.own': [true, true],
  'pictures.own': [true, true],
  'usage.own': [true, true],
  'options.own': [true, true],
  'account.own': [true, true],
  'catalog.read': [true, true],
  'catalog.rescan': [false, true],
  'accounts.manage': [false, true],
  'system.read': [false, true],
};

test.each(Object.entries(TABLE))('%s: member %s', (permission, [member, admin]) => {
  expect(isAllowed('member', permission as Permission)).toBe(member);
  expect(isAllowed('admin', permission as Permission)).toBe(admin);
});

test('what the table does not know is refused', () => {
  expect(isAllowed('admin', 'everything' as Permission)).toBe(false);
  expect(isAllowed('admin', 'toString' as Permission)).toBe(false);
  expect(isAllowed('owner' as Role, 'jobs.own')).toBe(false);
});
