/** A part of a composed prompt and how strongly it counts. */
export interface WeightedPrompt {
  text: string;
  weight: number;
}

const AND = /(?<![\p{L}\p{N}_])AND(?![\p{L}\p{N}_])/u;
const WEIGHT = /^\s*([-+]?(?:\d+\.?|\d*\.\d+))$/u;

/**
 * Splits a prompt at the word AND; each part may end in `:weight`.
 * @see Liu et al. 2022, https://arxiv.org/abs/2206.01714
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/prompt_parser.py`, get_multicond_prompt_list
 */
export function splitComposition(prompt: string): WeightedPrompt[] {
  return prompt.split(AND).map((part) => {
    const text = part.trimEnd();
    const colon = text.lastIndexOf(':');
    const weight = colon === -1 ? undefined : WEIGHT.exec(text.slice(colon + 1))?.[1];
    if (weight === undefined) return { text, weight: 1 };
    return { text: text.slice(0, colon).trimEnd(), weight: Number(weight) };
  });
}
