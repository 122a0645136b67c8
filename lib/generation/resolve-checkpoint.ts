import {
  type CheckpointView,
  closestCheckpoint,
  defaultCheckpoint,
  findCheckpoint,
  orLookAgain,
} from '@/lib/catalog';
import { AppError } from '@/lib/errors';
import type { ChosenCheckpoint } from './chosen-checkpoint';

/**
 * The checkpoint of that title, name, path or hash among those the owner sees; null: the default.
 * Throws AppError 400 for one that is not there or can't be used, 503 when there is none at all.
 */
export async function resolveCheckpoint(ownerId: string, name: string | null): Promise<ChosenCheckpoint> {
  const found =
    name === null
      ? await defaultCheckpoint(ownerId)
      : await orLookAgain(ownerId, `checkpoint ${name}`, () => findCheckpoint(ownerId, name));
  if (!found && name === null) {
    throw new AppError({
      code: 'no_checkpoint',
      status: 503,
      message:
        'There is no checkpoint yet. Put a .safetensors file into models/Stable-diffusion of the data directory.',
    });
  }
  if (!found) {
    throw new AppError({
      code: 'checkpoint_not_found',
      status: 400,
      message: `There is no checkpoint "${name}" here. Choose one of those listed, or put its file into the models folder.`,
    });
  }
  return usable(found);
}

/** A refiner or the checkpoint of a second pass that is not there. Programs know this as an Exception. */
export class NoSuchCheckpoint extends AppError {
  constructor(name: string) {
    super({
      code: 'other_checkpoint_not_found',
      status: 400,
      message: `Could not find checkpoint with name ${name}`,
    });
  }
}

/**
 * The checkpoint that a refiner or a second pass means, by a part of its title too.
 * Throws NoSuchCheckpoint, AppError 400 for one that can't be used.
 */
export async function resolveOtherCheckpoint(ownerId: string, name: string): Promise<ChosenCheckpoint> {
  const found = await orLookAgain(ownerId, `close to ${name}`, () => closestCheckpoint(ownerId, name));
  if (!found) throw new NoSuchCheckpoint(name);
  return usable(found);
}

function usable(found: CheckpointView): ChosenCheckpoint {
  if (found.problem) {
    throw new AppError({
      code: 'checkpoint_unusable',
      status: 400,
      message: `The checkpoint "${found.title}" can't be used: ${found.problem}`,
    });
  }
  const { id, name, hash, isInpainting } = found;
  return { id, name, hash, ...(isInpainting ? { inpainting: true } : {}) };
}
