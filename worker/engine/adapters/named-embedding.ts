import type { Embedding } from './embedding-file';

/** An embedding that prompts may name. */
export interface NamedEmbedding extends Embedding {
  name: string;
}
