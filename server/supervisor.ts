/** `npm start`: starts the installation, keeps it running, and ends it in order. */
import { readFileSync } from 'node:fs';
import { commandContext, fromCommandLine } from '@/lib/config';
import { helpText } from '@/lib/config/help';
import { parseFlags } from '@/lib/config/parse';
import { AppError } from '@/lib/errors';
import { Installation } from './installation';

/** npm passes Ctrl-C on although the terminal has told us already; only a later one is meant. */
const IMPATIENT_AFTER_MS = 1_000;

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  const given = parseFlags(argv, commandContext());
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  if (given.help) return say(helpText());
  if (given.version) return say(version);
  for (const flag of ['skip-version-check', 'skip-prepare-environment'] as const) {
    if (given[flag]) say(`--${flag}: nothing to do, Atelier has no such step.`);
  }
  process.env.ATELIER_CONFIG = JSON.stringify(fromCommandLine(argv));

  say(`Atelier ${version}`);
  const installation = new Installation(say);
  stopOnSignals(installation);
  try {
    await installation.start();
  } catch (error) {
    complain(error);
    await installation.stop();
    process.exit(1);
  }
}

function stopOnSignals(installation: Installation): void {
  let since = 0;
  const stop = () => {
    if (since && Date.now() - since > IMPATIENT_AFTER_MS) installation.killNow();
    if (since) return;
    since = Date.now();
    say('stopping …');
    installation.stop().then(
      () => process.exit(0),
      (error) => {
        complain(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
}

/** A sentence for what was expected, the trace for a defect. */
function complain(error: unknown): void {
  process.stderr.write(`${error instanceof AppError ? error.message : ((error as Error).stack ?? error)}\n`);
}

main().catch((error: unknown) => {
  complain(error);
  process.exit(1);
});
