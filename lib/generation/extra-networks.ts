const TAG = /<(?:lora|lyco|hypernet):([^>]+)>/g;

/** Names that a prompt's tags of extra networks say, such as `name` in `<lora:name:1>`. */
export const namesOfTags = (prompt: string): string[] =>
  [...prompt.matchAll(TAG)].map(([, items = '']) => items.split(':')[0]!);

/** Whether a prompt asks for extra networks. */
export const namesExtraNetworks = (prompt: string): boolean => namesOfTags(prompt).length > 0;
