import type { PromptStyle } from './styles';

/** A prompt and its negative one. */
export interface PromptPair {
  prompt: string;
  negativePrompt: string;
}

export interface FoundStyles extends PromptPair {
  /** In the order in which they were added. */
  names: string[];
}

const PLACE = '{prompt}';
const squeezed = (text: string) => text.trim().replace(/\s+/g, ' ');

/** What a prompt was before the style's text was added to it; null: it was not. */
function without(style: string, prompt: string): string | null {
  const [text, added] = [squeezed(prompt), squeezed(style)];
  const at = added.indexOf(PLACE);
  if (at === -1)
    return text.endsWith(added) ? text.slice(0, text.length - added.length).replace(/, $/, '') : null;
  const [before, behind] = [added.slice(0, at), added.slice(at + PLACE.length)];
  const fits =
    text.length >= before.length + behind.length && text.startsWith(before) && text.endsWith(behind);
  return fits ? text.slice(before.length, text.length - behind.length) : null;
}

function withoutStyle(style: PromptStyle, { prompt, negativePrompt }: PromptPair): PromptPair | null {
  if (!style.prompt && !style.negativePrompt) return null;
  const rest = without(style.prompt, prompt);
  const negativeRest = rest === null ? null : without(style.negativePrompt, negativePrompt);
  return rest === null || negativeRest === null ? null : { prompt: rest, negativePrompt: negativeRest };
}

/**
 * Styles whose text stands in both prompts, cut out of them one after the other (sdapi §16.4, step 7).
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/styles.py`
 */
export function foundStyles(styles: readonly PromptStyle[], prompts: PromptPair): FoundStyles {
  const left = [...styles];
  const names: string[] = [];
  let rest = prompts;
  for (;;) {
    const at = left.findIndex((style) => withoutStyle(style, rest) !== null);
    if (at === -1) return { ...rest, names };
    const [style] = left.splice(at, 1);
    rest = withoutStyle(style!, rest)!;
    names.unshift(style!.name);
  }
}
