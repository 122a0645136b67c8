import { AppError } from '@/lib/errors';

const MOST_CHARACTERS = 80;

/** The name as it is stored: composed, without blanks at the ends or in a row. Throws AppError 400. */
export function teamName(given: string): string {
  const name = given.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const length = [...name].length;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (length >= 1 && length <= MOST_CHARACTERS && !/[\u0000-\u001f\u007f\ufffd]|\p{Cs}|\p{Cf}/u.test(name))
    return name;
  throw new AppError({
    code: 'bad_team_name',
    status: 400,
    message: `A team’s name has 1 to ${MOST_CHARACTERS} characters and no control characters. Choose another.`,
  });
}

/** What names are compared by: case, width and composition do not count (NFKC, then upper to lower for ß and ſ). */
export function teamNameKey(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}
