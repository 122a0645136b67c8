import { expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import { savingError } from './saving-error';

test.each([
  ['ENOSPC', 'disk_full', 'free some space'],
  ['EDQUOT', 'disk_full', 'no room left for this account'],
  ['EROFS', 'data_dir_read_only', 'make it writable'],
  ['EACCES', 'data_dir_read_only', 'make it writable'],
  ['EIO', 'disk_error', 'check the disk'],
  ['ENOTDIR', 'folder_in_the_way', 'move that file'],
  ['ENAMETOOLONG', 'name_too_long', 'shorten the patterns'],
])('%s becomes %s with what to do', (code, expected, cure) => {
  const cause = Object.assign(new Error(code), { code });
  const error = savingError(cause);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: expected, cause });
  expect((error as AppError).message).toContain(cure);
  expect((error as AppError).message).toContain('your request is kept');
});

test('a defect stays a defect', () => {
  const defect = new TypeError('x');
  expect(savingError(defect)).toBe(defect);
});
