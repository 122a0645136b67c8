import { z } from 'zod';
import { storedOptions } from './stored-options';

/** What the user's options say about a generation. */
export interface GenerationOptions {
  /** The chosen checkpoint's title, name or hash; null: the default. */
  checkpoint: string | null;
  clipSkip: number;
  etaAncestral: number;
  etaDdim: number;
  /** A preview every so many steps; 0: none. */
  previewEvery: number;
}

const eta = (otherwise: number) => z.number().min(0).max(1).catch(otherwise);

// Any JSON may be stored under any key, as programs expect; a value that makes no sense counts as not set.
const schema = z.object({
  sd_model_checkpoint: z.string().min(1).nullable().catch(null),
  CLIP_stop_at_last_layers: z.number().int().min(1).max(12).catch(1),
  eta_ancestral: eta(1),
  eta_ddim: eta(0),
  live_previews_enable: z.boolean().catch(true),
  show_progress_every_n_steps: z.number().int().catch(10),
});

/** The options of a user that bear on a generation, with defaults for what they did not set. */
export async function generationOptions(userId: string): Promise<GenerationOptions> {
  const options = schema.parse(await storedOptions(userId));
  return {
    checkpoint: options.sd_model_checkpoint,
    clipSkip: options.CLIP_stop_at_last_layers,
    etaAncestral: options.eta_ancestral,
    etaDdim: options.eta_ddim,
    previewEvery: options.live_previews_enable ? Math.max(0, options.show_progress_every_n_steps) : 0,
  };
}
