import { z } from 'zod';
import { storedOptions } from './stored-options';

const schema = z.object({
  infotext_styles: z.enum(['Ignore', 'Apply', 'Discard', 'Apply if any']).catch('Apply if any'),
  infotext_skip_pasting: z.array(z.string()).catch([]),
});

/** What the user's options say about reading an infotext. */
export interface PasteOptions {
  /** What becomes of styles whose texts stand in the prompts. */
  styles: z.output<typeof schema>['infotext_styles'];
  /** Keys that are not told. */
  skipped: readonly string[];
}

export async function pasteOptions(userId: string): Promise<PasteOptions> {
  const options = schema.parse(await storedOptions(userId));
  return { styles: options.infotext_styles, skipped: options.infotext_skip_pasting };
}
