import { foundStyles } from '@/lib/generation/found-styles';
import type { ParsedInfotext } from '@/lib/generation/parse-infotext';
import type { PromptStyle } from '@/lib/generation/styles';
import type { PasteOptions } from '@/lib/options/paste-options';

const HIRES = ['Hires prompt', 'Hires negative prompt'] as const;

/**
 * An infotext without the texts of the caller's styles (sdapi §16.4, step 7), and their names where they are to be told.
 * Hires prompts that have other styles keep everything as it is.
 */
export function cutStyles(
  { prompt, negativePrompt, pairs }: ParsedInfotext,
  styles: readonly PromptStyle[],
  wanted: PasteOptions['styles'],
): { infotext: ParsedInfotext; names: string[] | null } {
  const untouched = { infotext: { prompt, negativePrompt, pairs }, names: null };
  if (wanted === 'Ignore') return untouched;
  const found = foundStyles(styles, { prompt, negativePrompt });
  const rest = new Map(pairs);
  if (HIRES.some((key) => pairs.has(key))) {
    const hires = foundStyles(styles, {
      prompt: pairs.get('Hires prompt') ?? prompt,
      negativePrompt: pairs.get('Hires negative prompt') ?? negativePrompt,
    });
    if (hires.names.join('\n') !== found.names.join('\n')) return untouched;
    rest.set('Hires prompt', hires.prompt === found.prompt ? '' : hires.prompt);
    rest.set(
      'Hires negative prompt',
      hires.negativePrompt === found.negativePrompt ? '' : hires.negativePrompt,
    );
  }
  const isTold = wanted === 'Apply' || (wanted === 'Apply if any' && found.names.length > 0);
  return {
    infotext: { prompt: found.prompt, negativePrompt: found.negativePrompt, pairs: rest },
    names: isTold ? found.names : null,
  };
}
