import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { ownStylesFile, prepareTree } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { AppError, noSuch } from '@/lib/errors';
import { parseCsv } from './parse-csv';
import { LARGEST_STYLES, type PromptStyle } from './styles';

const HEADER = ['name', 'prompt', 'negative_prompt'];

/** As other programs read it: every cell that could be misread is quoted. */
function written(rows: readonly string[][]): string {
  const cell = (text: string) => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}

/** The rows of somebody's own table, its header first; columns that are not ours stay. */
async function readRows(file: string): Promise<string[][]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const [header, ...rows] = parseCsv(text);
  const isTable = header?.includes('name') && (header.includes('prompt') || header.includes('text'));
  if (!header || !isTable) return [HEADER, ...(text.trim() === '' ? [] : rows)];
  if (!header.includes('negative_prompt')) header.push('negative_prompt');
  return [header, ...rows];
}

/** Changes the table of one person, one change at a time in the whole installation. */
async function changeTable<T>(userName: string, change: (rows: string[][]) => T): Promise<T> {
  // Somebody new has no folder yet.
  await prepareTree({ kind: 'own', userName });
  const file = ownStylesFile(userName);
  const client = await databasePool().connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`styles ${userName}`]);
    const rows = await readRows(file);
    const result = change(rows);
    const text = written(rows);
    if (Buffer.byteLength(text) > LARGEST_STYLES) {
      const message = 'There is no room for more styles: together they may take 4 MB. Delete some.';
      throw new AppError({ code: 'styles_full', status: 409, message });
    }
    const half = `${file}.${randomUUID()}`;
    try {
      await writeFile(half, text, { mode: 0o600 });
      await rename(half, file);
    } finally {
      await rm(half, { force: true });
    }
    return result;
  } finally {
    // Nothing was written to the database: the transaction only holds the lock.
    await client.query('ROLLBACK').catch(() => {});
    client.release();
  }
}

const namedRow = (rows: readonly string[][], name: string) => {
  const column = rows[0]!.indexOf('name');
  // Of several of one name the last counts.
  return rows.findLastIndex((row, k) => k > 0 && row[column] === name);
};

function cellsOf(
  header: readonly string[],
  { name, prompt, negativePrompt }: PromptStyle,
  row: string[] = [],
) {
  return header.map((column, k) => {
    if (column === 'name') return name;
    if (column === 'prompt' || (column === 'text' && !header.includes('prompt'))) return prompt;
    return column === 'negative_prompt' ? negativePrompt : (row[k] ?? '');
  });
}

/**
 * Keeps a style among somebody's own, instead of one of its name that is there.
 * @param was the name it had, if it is renamed
 * @throws AppError 409 `styles_full`
 */
export async function saveStyle(userName: string, style: PromptStyle, was = style.name): Promise<void> {
  await changeTable(userName, (rows) => {
    const at = namedRow(rows, was);
    const cells = cellsOf(rows[0]!, style, rows[at]);
    if (at === -1) rows.push(cells);
    else rows[at] = cells;
    // Renamed onto another one: that is replaced.
    const other = rows.findIndex(
      (row, k) => k > 0 && row !== cells && row[rows[0]!.indexOf('name')] === style.name,
    );
    if (other !== -1) rows.splice(other, 1);
  });
}

/** Deletes one of somebody's own styles. @throws AppError 404 */
export async function deleteStyle(userName: string, name: string): Promise<void> {
  await changeTable(userName, (rows) => {
    if (namedRow(rows, name) === -1) throw noSuch('style');
    for (let at = namedRow(rows, name); at !== -1; at = namedRow(rows, name)) rows.splice(at, 1);
  });
}
