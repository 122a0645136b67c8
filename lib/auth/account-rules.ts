import { AppError } from '../errors';

const NAME = /^[a-z0-9](?:[a-z0-9._-]{0,30}[a-z0-9])?$/;
/** File names that Windows reserves; a user's name is the name of their folder. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;
const PASSWORD_MIN = 8;
const PASSWORD_MAX = 1024;

/** The name as it is stored: trimmed, lower case. */
export function canonicalName(name: string): string {
  return name.trim().toLowerCase();
}

/** The canonical form of a new user's name. Throws AppError 400 when it can't be a user's and a folder's name. */
export function checkedName(name: string): string {
  const canonical = canonicalName(name);
  if (NAME.test(canonical) && !canonical.includes('..') && !RESERVED.test(canonical)) return canonical;
  throw new AppError({
    code: 'bad_user_name',
    status: 400,
    message:
      'A user name has 1 to 32 letters a-z, digits, dots, dashes or underscores, and begins and ends with a letter or digit. Choose another name.',
  });
}

/** Throws AppError 400 when the password is too short or too long. */
export function checkPassword(password: string): void {
  const length = [...password].length;
  if (length >= PASSWORD_MIN && length <= PASSWORD_MAX) return;
  throw new AppError({
    code: 'bad_password',
    status: 400,
    message: `A password has ${PASSWORD_MIN} to ${PASSWORD_MAX} characters. Choose a longer or shorter one.`,
  });
}
