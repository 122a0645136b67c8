import { AppError } from '@/lib/errors';
import { isPlainName } from './confine';

/**
 * Names of users are names of folders: lower-case ASCII, because file systems that ignore case or compose accents
 * differently would give two people one folder. E-mail addresses fit.
 */
const USER_NAME = /^[a-z0-9](?:[a-z0-9._@+-]{0,62}[a-z0-9_-])?$/;

export function isUserName(name: string): boolean {
  return USER_NAME.test(name) && isPlainName(name);
}

/** @throws AppError `bad_user_name` (400) */
export function assertUserName(name: string): string {
  if (isUserName(name)) return name;
  throw new AppError({
    code: 'bad_user_name',
    status: 400,
    message:
      'User names have 1 to 64 lower-case letters, digits or . _ - @ +, start with a letter or digit, and are not a device name such as “con”.',
  });
}
