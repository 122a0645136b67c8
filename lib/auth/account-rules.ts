import { AppError } from '@/lib/errors';

const PASSWORD_MIN = 8;
const PASSWORD_MAX = 1024;

/** The name as it is stored: trimmed, lower case. */
export function canonicalName(name: string): string {
  return name.trim().toLowerCase();
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
