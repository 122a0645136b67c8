import { withTransformersNames } from './open-clip-names';
import { openSafetensors, type SafetensorsFile } from './safetensors';

/**
 * Reads the header of a checkpoint: its tensors under single-file names, whatever names the file has for them, and
 * wherever they lie.
 * @throws EngineError `checkpoint-missing`, `checkpoint-damaged`, `checkpoint-pickle`, `checkpoint-unsupported`
 */
export async function readCheckpoint(path: string): Promise<SafetensorsFile> {
  const file = await openSafetensors(path);
  return { ...file, tensors: withTransformersNames(file.tensors) };
}
