import { type Config, toConfig } from './config';
import { parseFlags } from './parse';

export type { Config } from './config';

const held = globalThis as { atelierConfig?: { text: string | undefined; config: Config } };

/**
 * How this installation runs. Processes under the supervisor read what it handed them in `ATELIER_CONFIG`;
 * any other process (a test, the command line) takes the environment and the defaults.
 */
export function config(): Config {
  const text = process.env.ATELIER_CONFIG;
  if (!held.atelierConfig || held.atelierConfig.text !== text) {
    held.atelierConfig = { text, config: text ? Object.freeze(JSON.parse(text)) : fromCommandLine([]) };
  }
  return held.atelierConfig.config;
}

/** Configuration for a command line and this process's environment. All processes run in the installation's folder. */
export function fromCommandLine(argv: readonly string[]): Config {
  return toConfig(parseFlags(argv, commandContext()), process.cwd());
}

export const commandContext = () => ({
  // npm changes to the package's folder and keeps in INIT_CWD where the command was typed.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  environment: process.env,
});
