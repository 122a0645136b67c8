/** An adapter that a picture is drawn with, found by the worker: the engine knows no users and no folders. */
export interface AdapterRequest {
  kind: 'lora' | 'hypernetwork' | 'embedding';
  /** What the prompt calls it. */
  name: string;
  /** Absolute; undefined when there is no adapter of this name: then the result says so. */
  path: string | undefined;
  /** Strength on the text encoders (LoRA). */
  teWeight: number;
  /** Strength on the UNet (LoRA, hypernetwork). */
  unetWeight: number;
  /** How many of its ranks are used (LoRA), all unless said; below 0, without so many of the last. */
  dyn?: number;
}
