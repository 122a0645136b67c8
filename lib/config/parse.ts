import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '@/lib/errors';
import { FLAGS, type Flag, type GivenFlags } from './flags';
import { nearest } from './nearest';

export interface ParseContext {
  /** Where relative folders start: the folder the command was typed in. */
  cwd: string;
  environment: Record<string, string | undefined>;
}

/** A value that can't be used; the message completes “--port 99999: …”. */
class BadValue extends Error {}

const byName = new Map<string, Flag>(FLAGS.map((flag) => [flag.name, flag]));

/** `--data-dir` → `ATELIER_DATA_DIR`. */
export const environmentName = (flagName: string) => `ATELIER_${flagName.toUpperCase().replaceAll('-', '_')}`;

/**
 * Reads the command line and the environment (a flag wins over its variable).
 *
 * @throws AppError `bad_flags` with one line for everything that is wrong.
 */
export function parseFlags(argv: readonly string[], { cwd, environment }: ParseContext): GivenFlags {
  const given: Record<string, unknown> = {};
  const problems: string[] = [];
  const take = (flag: Flag, shown: string, text: string | undefined) => {
    try {
      given[flag.name] = readValue(flag, text, cwd);
    } catch (error) {
      if (!(error instanceof BadValue)) throw error;
      problems.push(`${shown}: ${error.message}`);
    }
  };

  for (const flag of FLAGS) {
    const variable = environmentName(flag.name);
    const text = environment[variable]?.trim();
    if (!text) continue;
    if (flag.kind !== 'switch') take(flag, `${variable}=${text}`, text);
    else if (/^(1|true|yes|on)$/i.test(text)) given[flag.name] = true;
    else if (!/^(0|false|no|off)$/i.test(text)) problems.push(`${variable}=${text}: say 1 or 0.`);
  }

  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (!word.startsWith('-') || word === '-' || word === '--') {
      problems.push(`${word}: flags start with --, for example --port 8000.`);
      continue;
    }
    const [name, inline] = splitOnce(word.replace(/^--?/, ''));
    const flag = word.startsWith('--') ? byName.get(name) : undefined;
    if (!flag) {
      problems.push(unknownFlag(word, name));
      if (words[0] && !words[0].startsWith('-')) words.shift();
    } else if (flag.kind === 'switch') {
      if (inline !== undefined) problems.push(`--${name}: takes no value; give it or leave it out.`);
      else given[name] = true;
    } else {
      // The next word is the value unless it is a flag itself; `--port -1` should speak of the value, not of `-1`.
      const next =
        inline ?? (words[0] !== undefined && !words[0].startsWith('--') ? words.shift() : undefined);
      take(flag, next === undefined ? `--${name}` : `--${name} ${next}`, next);
    }
  }

  for (const flag of FLAGS as readonly Flag[]) {
    if (!flag.excludes || !given[flag.name] || !given[flag.excludes]) continue;
    problems.push(`--${flag.name} and --${flag.excludes} exclude each other; give one of them.`);
  }
  if (problems.length > 0) {
    const message = [...problems, 'All flags: npm start -- --help'].join('\n');
    throw new AppError({ code: 'bad_flags', status: 400, message });
  }
  return given as GivenFlags;
}

function splitOnce(word: string): [string, string | undefined] {
  const equals = word.indexOf('=');
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

function unknownFlag(word: string, name: string): string {
  const meant = nearest(name, [...byName.keys()]);
  return `${splitOnce(word)[0]}: no such flag.${meant ? ` Did you mean --${meant}?` : ''}`;
}

function readValue(flag: Flag, text: string | undefined, cwd: string): unknown {
  if (text === undefined || text === '') throw new BadValue(`needs a value (${flag.value}): ${flag.help}.`);
  if (text.includes('\0')) throw new BadValue('contains a NUL character.');
  switch (flag.kind) {
    case 'port':
      return wholeNumber(text, 1, 65535, 'a port is a whole number from 1 to 65535, for example 8000.');
    case 'count':
      return wholeNumber(text, 1, 1024, 'say a whole number from 1 to 1024.');
    case 'gigabytes': {
      const gigabytes = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
      if (!(gigabytes <= 65536)) throw new BadValue('say a number of gigabytes, for example 2 or 0.5.');
      return gigabytes;
    }
    case 'folder':
      return existingFolder(resolve(cwd, text));
    case 'new folder':
      return newFolder(resolve(cwd, text));
    case 'issuer':
      return issuerUrl(text);
    case 'list': {
      const entries = text.split(',').map((entry) => entry.trim());
      return entries.filter((entry) => entry !== '');
    }
    default:
      return text;
  }
}

/** Compared letter by letter with what the provider says of itself (OpenID Connect Discovery §4.3), so kept as given. */
function issuerUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash) return text;
  throw new BadValue('say the address of the provider, for example https://login.example.com/realms/studio.');
}

function wholeNumber(text: string, least: number, most: number, sentence: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= most)) throw new BadValue(sentence);
  return number;
}

function existingFolder(folder: string): string {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) throw new BadValue(`there is no folder ${folder}. Make it, or correct the path.`);
  if (!found.isDirectory()) throw new BadValue(`${folder} is a file; a folder is needed.`);
  return folder;
}

function newFolder(folder: string): string {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) throw new BadValue(`${folder} is a file; a folder is needed.`);
  return folder;
}
