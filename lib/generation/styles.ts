import { readFile, stat } from 'node:fs/promises';
import { ownStylesFile, stylesFile } from '@/lib/data-dir';
import { log } from '@/lib/log';
import { parseCsv } from './parse-csv';

/** Text that is added to prompts by name. */
export interface PromptStyle {
  name: string;
  prompt: string;
  negativePrompt: string;
}

/** Bytes; a table that people write is far smaller. */
export const LARGEST_STYLES = 4 * 1024 * 1024;

/**
 * Reads a table of styles as the WebUI writes it: columns name, prompt (`text` in old ones), negative_prompt. Rows whose
 * name begins with # are comments; of several of one name the last counts.
 */
export function parseStyles(csv: string): PromptStyle[] {
  const [header = [], ...rows] = parseCsv(csv);
  const column = (...names: string[]) => header.findIndex((cell) => names.includes(cell.trim()));
  const [name, prompt, negative] = [column('name'), column('prompt', 'text'), column('negative_prompt')];
  if (name === -1 || prompt === -1) return [];
  const styles = rows
    .filter((row) => row[name] && !row[name].startsWith('#'))
    .map((row) => ({
      name: row[name]!,
      prompt: row[prompt] ?? '',
      negativePrompt: negative === -1 ? '' : (row[negative] ?? ''),
    }));
  return [...new Map(styles.map((style) => [style.name, style])).values()];
}

interface ReadTable {
  /** Of the file as it was read: another one, or other bytes, have other numbers. */
  state: string;
  styles: PromptStyle[];
}

/** Tables as they were read last, by path; those asked for longest ago are forgotten first. */
const tables = new Map<string, ReadTable>();
const MOST_TABLES = 200;

/** The styles of one table, read again when the file has changed; none when there is none or it can't be read. */
async function readTable(path: () => string): Promise<PromptStyle[]> {
  try {
    const file = path();
    const { ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    const state = `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
    const read = tables.get(file);
    const styles = read?.state === state ? read.styles : await parseTable(file, size);
    tables.delete(file);
    tables.set(file, { state, styles });
    if (tables.size > MOST_TABLES) tables.delete(tables.keys().next().value!);
    return styles;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn({ err: error }, 'styles.csv can’t be read');
    return [];
  }
}

/** A table that is no table counts as empty until it is changed, and is complained about once. */
async function parseTable(file: string, size: bigint): Promise<PromptStyle[]> {
  try {
    if (size > LARGEST_STYLES)
      throw new Error(`styles.csv has ${size} bytes; at most ${LARGEST_STYLES} are read`);
    return parseStyles(await readFile(file, 'utf8'));
  } catch (error) {
    log.warn({ err: error }, 'styles.csv can’t be read');
    return [];
  }
}

/** A style as somebody finds it. */
export interface FoundStyle extends PromptStyle {
  /** It is their own, to change and to delete. */
  isOwn: boolean;
}

/** The styles a person finds: first those of their own styles.csv, then everybody's that have other names. */
export async function findStyles(userName: string): Promise<FoundStyle[]> {
  const [own, shared] = await Promise.all([readTable(() => ownStylesFile(userName)), readTable(stylesFile)]);
  const taken = new Set(own.map(({ name }) => name));
  return [
    ...own.map((style) => ({ ...style, isOwn: true })),
    ...shared.filter(({ name }) => !taken.has(name)).map((style) => ({ ...style, isOwn: false })),
  ];
}

/** The same, as requests and programs name them. */
export const listStyles = async (userName: string): Promise<PromptStyle[]> =>
  (await findStyles(userName)).map(({ isOwn: _, ...style }) => style);
