import { FLAGS, type Flag } from './flags';

/** The text of `--help`. */
export function helpText(): string {
  const usage = (flag: Flag) => `  --${flag.name}${flag.value ? ` ${flag.value}` : ''}`;
  const width = Math.max(...FLAGS.map((flag) => usage(flag).length)) + 2;
  const lines = (FLAGS as readonly Flag[]).map(
    (flag) =>
      usage(flag).padEnd(width) + flag.help + (flag.note ? `\n${' '.repeat(width)}(${flag.note})` : ''),
  );
  return [
    'Atelier, the shared image studio.',
    '',
    'npm start -- [flags]',
    '',
    ...lines,
    '',
    'Every flag can also be given as a variable: --data-dir DIR is ATELIER_DATA_DIR=DIR, a switch is set with 1.',
    'DATABASE_URL            a PostgreSQL to use instead of the embedded one',
    'ATELIER_ADMIN_PASSWORD  the password of admin, set on the first start',
    'ATELIER_OIDC_CLIENT_SECRET  what Atelier proves itself to the OpenID provider with',
    '',
  ].join('\n');
}
