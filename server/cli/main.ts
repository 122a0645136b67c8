/** `npm run atelier -- <command>`. */
import { Command } from 'commander';
import { AppError } from '@/lib/errors';
import { addAuditCommands } from './audit';
import { addDoctorCommand } from './doctor';
import { addTokenCommands } from './token';
import { addUserCommands } from './user';

const program = new Command('atelier')
  .description('Administers an installation of Atelier, whether it is running or not.')
  .option('--data-dir <dir>', 'the data directory, when the server was started with one')
  .showSuggestionAfterError()
  .showHelpAfterError('(--help shows what there is)');
addUserCommands(program);
addTokenCommands(program);
addAuditCommands(program);
addDoctorCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof AppError ? error.message : ((error as Error).stack ?? error)}\n`);
  process.exitCode = 1;
}
