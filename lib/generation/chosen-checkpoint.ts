/** A row of the catalogue and what infotexts say about it. */
export interface ChosenCheckpoint {
  id: string;
  name: string;
  hash: string | null;
}
