import { type Command, InvalidArgumentError, Option } from 'commander';
import { TOKEN_SCOPES, type TokenScope } from '@/lib/auth/token-scopes';
import { createToken, listTokens, revokeToken, type TokenView } from '@/lib/auth/tokens';
import { day, table } from './table';
import { withDatabase } from './with-database';

export function addTokenCommands(program: Command): void {
  const token = program.command('token').description('secrets with which programs call the API');
  token
    .command('create')
    .description('make a token and print it; it is shown only this once')
    .requiredOption('--user <name>', 'whose pictures and bill it works on')
    .option('--name <name>', 'what it is for', 'command line')
    .addOption(
      new Option('--scope <scopes...>', 'what it is limited to; everything when left out').choices(
        Object.keys(TOKEN_SCOPES),
      ),
    )
    .option('--days <days>', 'after how many days it expires; never when left out', wholeDays)
    .action((options: CreateOptions, command: Command) => withDatabase(command, () => create(options)));
  token
    .command('list')
    .description('the tokens of a person')
    .requiredOption('--user <name>', 'whose')
    .action((options: { user: string }, command: Command) => withDatabase(command, () => list(options.user)));
  token
    .command('revoke <id>')
    .description('refuse a token from now on; “token list” shows the ids')
    .action((id: string, _options, command: Command) =>
      withDatabase(command, async () => {
        await revokeToken(id);
        console.log(`Token ${id} is refused from now on.`);
      }),
    );
}

interface CreateOptions {
  user: string;
  name: string;
  scope?: TokenScope[];
  days?: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

function wholeDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return days;
  throw new InvalidArgumentError('Say a whole number of days from 1 to 3650.');
}

async function create({ user, name, scope = [], days }: CreateOptions): Promise<void> {
  const expiresAt = days === undefined ? null : new Date(Date.now() + days * DAY_MS);
  const { secret } = await createToken({ userName: user, name, scopes: scope, expiresAt });
  console.log(secret);
}

async function list(userName: string): Promise<void> {
  const rows = (await listTokens(userName)).map((token) => [
    token.id,
    token.name,
    stateOf(token),
    token.scopes.join(' ') || 'everything',
    day(token.createdAt),
    day(token.expiresAt),
    day(token.lastUsedAt),
  ]);
  console.log(table(['id', 'name', 'state', 'for', 'made (UTC)', 'expires', 'last used'], rows));
}

function stateOf({ revokedAt, expiresAt }: TokenView): string {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt <= new Date() ? 'expired' : 'active';
}
