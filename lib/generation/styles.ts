import { readFile, stat } from 'node:fs/promises';
import { stylesFile } from '@/lib/data-dir';
import { log } from '@/lib/log';
import { parseCsv } from './parse-csv';

/** Text that is added to prompts by name. */
export interface PromptStyle {
  name: string;
  prompt: string;
  negativePrompt: string;
}

/** Bytes; a table that people write is far smaller. */
const LARGEST = 4 * 1024 * 1024;

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

/** The styles everybody has; none when there is no table or it can't be read. */
export async function listStyles(): Promise<PromptStyle[]> {
  try {
    const { size } = await stat(stylesFile());
    if (size > LARGEST) throw new Error(`styles.csv has ${size} bytes; at most ${LARGEST} are read`);
    return parseStyles(await readFile(stylesFile(), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn({ err: error }, 'styles.csv can’t be read');
    return [];
  }
}

function merged(style: string, prompt: string): string {
  if (style.includes('{prompt}')) return style.replaceAll('{prompt}', () => prompt);
  return [prompt.trim(), style.trim()].filter((part) => part !== '').join(', ');
}

/**
 * A prompt with the texts of styles, left to right.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/styles.py`
 */
export const withStyles = (prompt: string, texts: readonly string[]): string =>
  texts.reduce((done, style) => merged(style, done), prompt);
