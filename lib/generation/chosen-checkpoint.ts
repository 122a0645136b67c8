/** A row of the catalogue and what infotexts say about it. */
export interface ChosenCheckpoint {
  id: string;
  name: string;
  hash: string | null;
  /** It was made for inpainting. */
  inpainting?: true;
}

/** As infotexts name it besides their own checkpoint: `name [hash]`. */
export const titleOf = ({ name, hash }: ChosenCheckpoint): string => (hash ? `${name} [${hash}]` : name);
