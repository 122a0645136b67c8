import { stat } from 'node:fs/promises';
import path from 'node:path';
import { MODEL_INDEX, openDiffusersFolder } from './diffusers-folder';
import { withTransformersNames } from './open-clip-names';
import { openSafetensors, type SafetensorsFile } from './safetensors';

const isFolder = async (place: string): Promise<boolean> =>
  (await stat(place).catch(() => undefined))?.isDirectory() ?? false;

/**
 * Reads the headers of a checkpoint: its tensors under single-file names, whatever names its files have for them, and
 * wherever they lie.
 * @param place a .safetensors file, a Diffusers folder or the `model_index.json` in it
 * @throws EngineError `checkpoint-missing`, `checkpoint-damaged`, `checkpoint-pickle`, `checkpoint-unsupported`
 */
export async function readCheckpoint(place: string): Promise<SafetensorsFile> {
  if (path.basename(place) === MODEL_INDEX) return openDiffusersFolder(path.dirname(place));
  if (await isFolder(place)) return openDiffusersFolder(place);
  const file = await openSafetensors(place);
  return { ...file, tensors: withTransformersNames(file.tensors) };
}
