/** A network ready to become a session: its graph, and the folder its weights' locations are relative to. */
export interface NetworkGraph {
  model: Uint8Array;
  weightsFolder: string;
  /** The runtime may lay the weights of convolutions out anew, in copies of its own. */
  laysOutWeights?: boolean;
}
