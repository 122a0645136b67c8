import type { Command } from 'commander';
import { createToken, listTokens, revokeToken } from '@/lib/auth/tokens';
import { day, table } from './table';
import { withDatabase } from './with-database';

export function addTokenCommands(program: Command): void {
  const token = program.command('token').description('secrets with which programs call the API');
  token
    .command('create')
    .description('make a token and print it; it is shown only this once')
    .requiredOption('--user <name>', 'whose pictures and bill it works on')
    .option('--name <name>', 'what it is for', 'command line')
    .action((options: { user: string; name: string }, command: Command) =>
      withDatabase(command, async () => {
        const { secret } = await createToken({ userName: options.user, name: options.name });
        console.log(secret);
      }),
    );
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

async function list(userName: string): Promise<void> {
  const rows = (await listTokens(userName)).map(({ id, name, createdAt, lastUsedAt, revokedAt }) => [
    id,
    name,
    revokedAt ? 'revoked' : 'active',
    day(createdAt),
    day(lastUsedAt),
  ]);
  console.log(table(['id', 'name', 'state', 'made (UTC)', 'last used'], rows));
}
