/** Cuts `<lora:name:1>` and its like; this version adds no extra networks. */
export const withoutExtraNetworks = (prompt: string): string => prompt.replace(/<\w+:[^>]+>/g, '');
