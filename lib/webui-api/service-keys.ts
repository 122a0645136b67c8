import { AppError } from '@/lib/errors';

/** What a request says under alwayson_scripts besides scripts: plain keys of the managed service's clients (sdapi §9). */
export interface ServiceKeys {
  checkpoint: string | null;
  /** `none` in any case is None. */
  vae: string | null;
  taskId: string | null;
  /** Where its pictures are kept; the answer then names their files instead of holding them. */
  saveDir: string | null;
  /** Whose space is used. */
  uid: string | null;
  /** Address of the picture to start from. */
  imageLink: string | null;
}

const NAMES: ReadonlySet<string> = new Set([
  'sd_model_checkpoint',
  'sd_vae',
  'id_task',
  'save_dir',
  'uid',
  'image_link',
]);

/** Whether a key of alwayson_scripts is none of a script. */
export const isServiceKey = (name: string) => NAMES.has(name);

function textOf(name: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string' && !value.includes('\0')) return value;
  throw new AppError({
    code: 'bad_cluster_key',
    status: 422,
    message: `alwayson_scripts.${name} must be text.`,
  });
}

/** Throws AppError 422 for what is no text. */
export function readServiceKeys(scripts: Record<string, unknown>): ServiceKeys {
  const { uid } = scripts;
  return {
    checkpoint: textOf('sd_model_checkpoint', scripts.sd_model_checkpoint),
    vae: textOf('sd_vae', scripts.sd_vae)?.replace(/^none$/i, 'None') ?? null,
    taskId: textOf('id_task', scripts.id_task),
    saveDir: textOf('save_dir', scripts.save_dir),
    uid: textOf('uid', typeof uid === 'number' ? String(uid) : uid),
    imageLink: textOf('image_link', scripts.image_link),
  };
}
