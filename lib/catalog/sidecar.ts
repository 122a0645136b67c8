import { open } from 'node:fs/promises';
import { z } from 'zod';
import { wordsOf } from './described-model';
import { storable } from './storable';

/** What people wrote of a model in the known web UI. */
export interface Sidecar {
  triggerWords: string[];
  notes: string;
}

const NOTHING: Sidecar = { triggerWords: [], notes: '' };
const MOST_BYTES = 256 * 1024;
const LONGEST_NOTES = 8_000;

const text = z.string().catch('');
const schema = z.object({
  description: text.default(''),
  notes: text.default(''),
  'activation text': text.default(''),
});

/**
 * Reads the file that the known web UI keeps beside a model. One that is damaged, or of another program, says nothing.
 * @param path absolute
 */
export async function readSidecar(path: string): Promise<Sidecar> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
      const said = schema.parse(JSON.parse(buffer.toString('utf8', 0, bytesRead)));
      const notes = [said.description, said.notes].map((part) => part.trim()).filter((part) => part !== '');
      return {
        triggerWords: wordsOf(said['activation text']),
        notes: storable(notes.join('\n\n').slice(0, LONGEST_NOTES)),
      };
    } finally {
      await file.close();
    }
  } catch {
    return NOTHING;
  }
}
