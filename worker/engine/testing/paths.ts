import { fileURLToPath } from 'node:url';

const here = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export const STARTER = here('../../starter/starter-v0.safetensors');
export const STARTER_GOLDEN = here('../../starter/golden.safetensors');
export const STARTER_LORA = here('../../starter/starter-lora-sepia.safetensors');
export const STARTER_EMBEDDING = here('../../starter/starter-embedding-sepia.safetensors');
/** Reference values made by the programs beside them. */
export const golden = (name: string): string => here(`../golden/${name}`);
