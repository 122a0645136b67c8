import { outdirOf } from '@/lib/data-dir/output-folder';
import type { RequestOptions } from './drawing-options';
import type { GenerationFields } from './generation-fields';
import type { MaskPictureKind } from './img2img';
import { namesToken } from './naming/apply-pattern';
import type { Owner } from './owner';
import type { GenerationRequest } from './request';
import { withoutComments } from './resolve-prompts';

type Kept = Pick<
  GenerationRequest,
  'save_images' | 'batch_grid' | 'mask_pictures' | 'outdirs' | 'init_images_dir' | 'styled'
>;

/** Where the pictures that were sent are kept when no folder of the person's is named. */
const INIT_IMAGES = 'init-images';

/** What becomes of a grid; a grid nobody keeps or sees is not made. */
function gridOf(
  { keeping, saveImages }: GenerationFields,
  options: RequestOptions,
  pictures: number,
): Kept['batch_grid'] {
  const isWanted = keeping === 'program' ? saveImages : keeping === 'studio' && options.atelier_studio_grids;
  const { grid_save: kept, return_grid: shown } = options;
  if (!isWanted || !(kept || shown) || (pictures < 2 && options.grid_only_if_multiple)) return undefined;
  return { kept, shown };
}

/** Pictures of a mask, where something is drawn with one: for programs. */
function maskPicturesOf({ keeping, mask }: GenerationFields, options: RequestOptions): MaskPictureKind[] {
  if (keeping !== 'program' || !mask) return [];
  return [
    ...(options.return_mask ? (['mask'] as const) : []),
    ...(options.return_mask_composite ? (['mask-composite'] as const) : []),
  ];
}

/** Folders that the options name; those outside of the person's outputs count as not named. */
function outdirsOf(
  { name }: Owner,
  options: RequestOptions,
  kind: GenerationRequest['kind'],
): Kept['outdirs'] {
  const folders = {
    pictures: outdirOf(name, options.outdir_samples || options[`outdir_${kind}_samples`]),
    grids: outdirOf(name, options.outdir_grids || options[`outdir_${kind}_grids`]),
  };
  const usual = { pictures: `${kind}-images`, grids: `${kind}-grids` };
  const other = (['pictures', 'grids'] as const).flatMap((what) => {
    const folder = folders[what];
    return folder === null || folder === usual[what] ? [] : [[what, folder]];
  });
  return other.length > 0 ? Object.fromEntries(other) : undefined;
}

/** Where the pictures that something is drawn from are kept; null: nowhere. */
function initImagesDirOf({ name }: Owner, options: RequestOptions, kind: GenerationRequest['kind']) {
  if (kind !== 'img2img' || !options.save_init_img) return null;
  return outdirOf(name, options.outdir_init_images || INIT_IMAGES) ?? INIT_IMAGES;
}

/** Prompts are stored with their styles in them. */
function styledOf({ prompt, styles }: GenerationFields, options: RequestOptions): Kept['styled'] {
  const { samples_filename_pattern, directories_filename_pattern } = options;
  const patterns = [samples_filename_pattern, directories_filename_pattern];
  const isTold = ['styles', 'prompt_no_styles'].some((token) =>
    patterns.some((pattern) => namesToken(pattern, token)),
  );
  if (!isTold || !styles?.length) return undefined;
  return { prompt: options.enable_prompt_comments ? withoutComments(prompt) : prompt, styles: [...styles] };
}

/** What of a request is kept, where, and whether a grid is made of its pictures. */
export function resolveKeeping(
  owner: Owner,
  fields: GenerationFields,
  options: RequestOptions,
  { kind, pictures }: { kind: GenerationRequest['kind']; pictures: number },
): Kept {
  const batch_grid = gridOf(fields, options, pictures);
  const mask_pictures = maskPicturesOf(fields, options);
  const outdirs = outdirsOf(owner, options, kind);
  const initImagesDir = initImagesDirOf(owner, options, kind);
  const styled = styledOf(fields, options);
  return {
    save_images: fields.saveImages && (fields.keeping !== 'program' || options.samples_save),
    ...(batch_grid ? { batch_grid } : {}),
    ...(mask_pictures.length > 0 ? { mask_pictures } : {}),
    ...(outdirs ? { outdirs } : {}),
    ...(initImagesDir === null ? {} : { init_images_dir: initImagesDir }),
    ...(styled ? { styled } : {}),
  };
}
