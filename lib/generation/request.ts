import type { ChosenCheckpoint } from './chosen-checkpoint';
import type { DrawingDetails } from './details';
import type { DrawingOptions } from './drawing-options';
import type { HiresRequest } from './hires';
import type { Img2ImgRequest, MaskPictureKind } from './img2img';
import type { ChosenVae } from './resolve-vae';
import type { SavingOptions } from './saving-options';
import type { Series } from './series/series';

/**
 * What a job generates, with every default filled in. Made once at the edge (the studio's form or the WebUI API),
 * stored with the job, read by the worker. Field names are those of the WebUI API.
 */
export interface GenerationRequest
  extends Partial<DrawingDetails>,
    Partial<DrawingOptions>,
    Partial<SavingOptions> {
  kind: 'txt2img' | 'img2img';
  prompt: string;
  negative_prompt: string;
  /** Seed of the first picture, already drawn when -1 was asked; picture k has seed + k, unless it is a variation. */
  seed: number;
  /** Seed of the first picture's variation, drawn too; picture k has subseed + k. */
  subseed: number;
  /** Canonical sampler name, e.g. `DPM++ 2M`. */
  sampler_name: string;
  /** Label as the user will read it, e.g. `Karras`, `Automatic`. */
  scheduler: string;
  steps: number;
  cfg_scale: number;
  /** As asked; the picture has floor(side / 8) * 8 pixels. */
  width: number;
  height: number;
  batch_size: number;
  n_iter: number;
  /** Hidden layer counted from the last, 1 = last. */
  clip_skip: number;
  eta: number | null;
  /** The hires fix; absent: one pass. */
  hires?: HiresRequest;
  /** What the pictures are drawn from; present exactly when the kind says so. */
  img2img?: Img2ImgRequest;
  checkpoint: ChosenCheckpoint;
  /** Another checkpoint that takes over; `switch_at` null: at once. */
  refiner?: { checkpoint: ChosenCheckpoint; switch_at: number | null };
  /** Instead of the checkpoint's own. */
  vae?: ChosenVae;
  /** What was already left out when the request was made and why, a sentence each. */
  warnings?: string[];
  /** Keys that the infotexts leave out. */
  untold?: string[];
  /** The infotexts name the owner. */
  tells_user?: boolean;
  /** Tags such as `<lora:name:1>` stay in the text and are left out of the picture. */
  disable_extra_networks?: boolean;
  /** A script draws it many times over: what stands here is the request without its changes, `n_iter` counts all batches. */
  series?: Series;
  /** Keep the pictures in the user's outputs; false: only for the answer. */
  save_images: boolean;
  /** Keep them in this folder of the user's instead, relative to their own, with `/`. */
  save_dir?: string;
  /** Keep them in other folders of the user's `outputs` than usual, relative to that, with `/`. */
  outdirs?: { pictures?: string; grids?: string };
  /** Keep what is drawn from as well, in this folder of the user's `outputs`, relative to that, with `/`. */
  init_images_dir?: string;
  /** A grid of all pictures stands before them: kept with them, shown with them, or both. */
  batch_grid?: { kept: boolean; shown: boolean };
  /** Pictures of the mask that stand behind all others, for each of them. */
  mask_pictures?: MaskPictureKind[];
  /** What the prompt was without its styles, and their names; there when names of files tell of them. */
  styled?: { prompt: string; styles: string[] };
  /** Send previews while running, every so many steps; 0 = none. */
  preview_every: number;
}
