import { text } from 'node:stream/consumers';
import { Argument, type Command, Option } from 'commander';
import type { Role } from '@/lib/auth/caller';
import { createSetupLink } from '@/lib/auth/setup-link';
import { addUser, listUsers } from '@/lib/auth/users';
import { config } from '@/lib/config';
import { changeUserRole } from '@/lib/people/change-person';
import { disableUser, enableUser } from '@/lib/people/disable-person';
import { lastAddress } from '../address';
import { day, table } from './table';
import { withDatabase } from './with-database';

const ROLES: readonly Role[] = ['member', 'auditor', 'admin'];

interface AddOptions {
  role: Role;
  admin?: boolean;
  passwordStdin?: boolean;
}

export function addUserCommands(program: Command): void {
  const user = program.command('user').description('people who may sign in');
  user
    .command('add <name>')
    .description('add a person; prints a link with which they set their password')
    .option('--admin', 'may administer the installation')
    .addOption(new Option('--role <role>', 'what the person may').choices(ROLES).default('member'))
    .option('--password-stdin', 'read the password from standard input instead of making a link')
    .action((name: string, options: AddOptions, command: Command) =>
      withDatabase(command, () => add(name, options)),
    );
  user
    .command('list')
    .description('who there is')
    .action((_options, command: Command) => withDatabase(command, list));
  user
    .command('disable <name>')
    .description('end a person’s sessions and refuse their password and tokens')
    .action((name: string, _options, command: Command) =>
      withDatabase(command, async () => {
        await disableUser(name);
        console.log(`${name} can’t sign in any more.`);
      }),
    );
  user
    .command('enable <name>')
    .description('let a disabled person sign in again')
    .action((name: string, _options, command: Command) =>
      withDatabase(command, async () => {
        await enableUser(name);
        console.log(`${name} can sign in again.`);
      }),
    );
  user
    .command('role <name>')
    .description('change what a person may')
    .addArgument(new Argument('<role>').choices(ROLES))
    .action((name: string, role: Role, _options, command: Command) =>
      withDatabase(command, async () => {
        await changeUserRole(name, role);
        console.log(`${name} is ${role === 'member' ? 'a' : 'an'} ${role} now.`);
      }),
    );
}

async function add(name: string, { role, admin, passwordStdin }: AddOptions): Promise<void> {
  // The line break at the end is not part of the password.
  const password = passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
  const user = await addUser({ name, role: admin ? 'admin' : role, password });
  console.log(`Added ${user.name} (${user.role}).`);
  if (password !== undefined) return;
  console.log('Send them this link; it works once and sets their password:');
  console.log((await lastAddress(config())) + (await createSetupLink(user.id)));
}

async function list(): Promise<void> {
  const rows = (await listUsers()).map(({ name, role, createdAt, disabledAt, hasPassword }) => [
    name,
    role,
    disabledAt ? 'disabled' : hasPassword ? 'active' : 'has no password yet',
    day(createdAt),
  ]);
  console.log(table(['name', 'role', 'state', 'added (UTC)'], rows));
}
