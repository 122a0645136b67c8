import { findNamedModels, modelNamed } from '@/lib/catalog';
import type { RequestOptions } from './drawing-options';
import { namesOfTags } from './extra-networks';
import type { Owner } from './owner';
import { wellFormed } from './prompt-text';
import { listStyles } from './styles';
import { withStyles } from './with-styles';

/** Texts that somebody asks for. */
export interface PromptFields {
  prompt: string;
  negativePrompt: string;
  hrPrompt?: string | null;
  hrNegativePrompt?: string | null;
  /** Names of styles; unknown ones say nothing. */
  styles?: readonly string[] | null;
}

/**
 * A text without its comments: from # to the end of the line.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/processing_scripts/comments.py`
 */
export function withoutComments(text: string): string {
  return text.replace(/(^|\n)#[^\n]*(\n|$)/g, '\n').replace(/#[^\n]*(\n|$)/g, '\n');
}

/** Tags of the LoRA and the hypernetwork that the options add to every prompt which does not name them. */
async function addedTags({ id }: Owner, prompt: string, options: RequestOptions): Promise<string> {
  const kinds = [
    ['lora', 'lora', options.sd_lora],
    ['hypernetwork', 'hypernet', options.sd_hypernetwork],
  ] as const;
  let tags = '';
  for (const [kind, word, name] of kinds) {
    if (name === 'None' || name === '' || namesOfTags(prompt).includes(name)) continue;
    if (!modelNamed(await findNamedModels(id, [kind], [name]), kind, name)) continue;
    tags += `<${word}:${name}:${options.extra_networks_default_multiplier}>`;
  }
  return tags;
}

/** The texts a job stores: with styles, without comments (sdapi §10.1), with the tags that options add. */
export async function resolvePrompts<F extends PromptFields>(
  owner: Owner,
  fields: F,
  options: RequestOptions,
): Promise<F> {
  const all = fields.styles?.length ? await listStyles(owner.name) : [];
  const chosen = (fields.styles ?? []).map((name) => all.find((style) => style.name === name));
  const isStyled = chosen.length > 0;
  const resolved = (text: string, part: 'prompt' | 'negativePrompt') => {
    const styled = isStyled
      ? withStyles(
          text,
          chosen.map((style) => style?.[part] ?? ''),
        )
      : text;
    return wellFormed(options.enable_prompt_comments ? withoutComments(styled) : styled);
  };
  const prompt = resolved(fields.prompt, 'prompt');
  const hrPrompt = fields.hrPrompt ? resolved(fields.hrPrompt, 'prompt') : '';
  return {
    ...fields,
    prompt: prompt + (await addedTags(owner, prompt, options)),
    negativePrompt: resolved(fields.negativePrompt, 'negativePrompt'),
    hrPrompt: hrPrompt && hrPrompt + (await addedTags(owner, hrPrompt, options)),
    hrNegativePrompt: fields.hrNegativePrompt ? resolved(fields.hrNegativePrompt, 'negativePrompt') : '',
  };
}
