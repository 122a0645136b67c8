import { z } from 'zod';
import { PICTURE_FORMATS, type PictureFormat } from '@/lib/pictures/picture-format';
import { flag, number, type Option, optionsFrom, text, type ValuesOf, whole } from './option-group';
import { wellFormed } from './prompt-text';

/** Characters of a pattern that count; a name has 255 bytes. */
const LONGEST_PATTERN = 1000;

const format = (): Option<PictureFormat> => ({
  usual: 'png',
  schema: z.string().toLowerCase().pipe(z.enum(PICTURE_FORMATS)),
  what: `one of ${PICTURE_FORMATS.join(', ')}`,
});

const pattern = (usual = ''): Option<string> => ({
  ...text(usual),
  schema: z.string().transform((given) => wellFormed(given.slice(0, LONGEST_PATTERN).replaceAll('\0', ''))),
});

const quality = (usual: number): Option<number> => ({
  usual,
  schema: z.number().min(1).max(100).transform(Math.round),
  what: 'a number from 1 to 100',
});

/** Options that decide what of a request is written to the disk, how and under which names; requests store the unusual. */
export const SAVING_OPTIONS = {
  samples_filename_pattern: pattern(),
  directories_filename_pattern: pattern('[date]'),
  directories_max_prompt_words: whole(8, { min: 1, max: 100 }),
  save_to_dirs: flag(true),
  grid_save_to_dirs: flag(true),
  save_images_add_number: flag(true),
  samples_format: format(),
  grid_format: format(),
  jpeg_quality: quality(80),
  webp_lossless: flag(),
  grid_extended_filename: flag(),
  // Rows of a grid: -1 as square as it gets, 0 as many as a batch has pictures.
  n_rows: whole(-1, { min: -1, max: 1000 }),
  grid_prevent_empty_spots: flag(),
  // Files beside a picture: its infotext, what it was masked with, and a JPEG of one that is large.
  save_txt: flag(),
  save_mask: flag(),
  save_mask_composite: flag(),
  export_for_4chan: flag(true),
  /** MiB of a file. */
  img_downscale_threshold: number(4, { min: 0, max: 10_000 }),
  /** Pixels. */
  target_side_length: number(4000, { min: 1, max: 65_535 }),
} as const;

export type SavingOptions = ValuesOf<typeof SAVING_OPTIONS>;

/** All saving options of a request, those it leaves out too. */
export const savingOptionsOf = (request: Partial<SavingOptions>): SavingOptions =>
  optionsFrom(SAVING_OPTIONS, request);

const folder = (usual: string) => ({ ...text(usual), what: 'the path of a folder' });

/** Options that decide what is kept, and where; requests store what follows from them. */
export const KEEPING_OPTIONS = {
  samples_save: flag(true),
  grid_save: flag(true),
  return_grid: flag(true),
  grid_only_if_multiple: flag(true),
  return_mask: flag(),
  return_mask_composite: flag(),
  save_init_img: flag(),
  /** Ours: the studio, too, makes a grid of the pictures of one job. */
  atelier_studio_grids: flag(),
  outdir_samples: folder(''),
  outdir_txt2img_samples: folder('outputs/txt2img-images'),
  outdir_img2img_samples: folder('outputs/img2img-images'),
  outdir_extras_samples: folder('outputs/extras-images'),
  outdir_grids: folder(''),
  outdir_txt2img_grids: folder('outputs/txt2img-grids'),
  outdir_img2img_grids: folder('outputs/img2img-grids'),
  outdir_init_images: folder('outputs/init-images'),
} as const;

export type KeepingOptions = ValuesOf<typeof KEEPING_OPTIONS>;
