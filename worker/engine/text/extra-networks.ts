/** A tag such as `<lora:name:0.8>`. */
export interface ExtraNetworkTag {
  /** The word before the first colon: `lora`, `lyco`, `hypernet` … */
  kind: string;
  /** What stands between the colons after it. */
  items: string[];
}

const TAG = /<([\p{L}\p{N}_]+):([^>]+)>/gu;

/**
 * Cuts extra network tags out of a prompt, also those of kinds nobody knows.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/extra_networks.py`, parse_prompt
 */
export function cutExtraNetworks(prompt: string): { rest: string; tags: ExtraNetworkTag[] } {
  const tags: ExtraNetworkTag[] = [];
  const rest = prompt.replace(TAG, (_, kind: string, items: string) => {
    tags.push({ kind, items: items.split(':') });
    return '';
  });
  return { rest, tags };
}

export const withoutExtraNetworks = (prompt: string): string => cutExtraNetworks(prompt).rest;
