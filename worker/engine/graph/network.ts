/** A network ready to become a session: its graph, and the folder its weights' locations are relative to. */
export interface NetworkGraph {
  model: Uint8Array;
  weightsFolder: string;
}
