import { z } from 'zod';

export const nameSchema = z
  .string('Give the collection a name.')
  .transform((name) => name.normalize('NFC').trim().replace(/\s+/g, ' '))
  .pipe(z.string().min(1, 'Give the collection a name.').max(100, 'A name has at most 100 characters.'));
