import type { Command } from 'commander';
import { verifyAuditLog } from '@/lib/audit/verify';
import { withDatabase } from './with-database';

export function addAuditCommands(program: Command): void {
  const audit = program.command('audit').description('the log of who changed what');
  audit
    .command('verify')
    .description(
      'check that no entry was changed, removed or cut off; ends with code 1 at the first that was',
    )
    .option('--expect <hash>', 'a hash that was printed earlier and must still be there')
    .action((options: { expect?: string }, command: Command) =>
      withDatabase(command, () => verify(options.expect?.toLowerCase())),
    );
}

async function verify(expect: string | undefined): Promise<void> {
  const { entries, head, broken } = await verifyAuditLog(expect);
  if (!broken) {
    console.log(`All ${entries} entries fit. Keep this hash to prove later that none was cut off:`);
    console.log(head);
    return;
  }
  console.log(`Entry ${broken.id} does not fit. ${broken.why}`);
  console.log(`The ${entries} entries before it do.`);
  process.exitCode = 1;
}
