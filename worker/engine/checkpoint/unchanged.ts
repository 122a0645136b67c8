import { stat } from 'node:fs/promises';
import { EngineError } from '../errors';
import type { SafetensorsFile } from './safetensors';

/**
 * Makes sure that the files are still those whose headers were read: their weights are read only now, at the places
 * that the headers named then.
 * @throws EngineError `checkpoint-missing`
 */
export async function assertUnchanged({ path, size, modified, tensors }: SafetensorsFile): Promise<void> {
  const places = new Set([...tensors.values()].map(({ file }) => file ?? path));
  const now = await Promise.all([...places].map((place) => stat(place).catch(() => undefined)));
  const isSame =
    now.every((file) => file !== undefined) &&
    now.reduce((sum, file) => sum + file.size, 0) === size &&
    Math.max(...now.map((file) => file.mtimeMs)) === modified;
  if (isSame) return;
  throw new EngineError(
    'checkpoint-missing',
    'The checkpoint file was deleted or replaced while it was in use. Refresh the list of models and draw again.',
  );
}
