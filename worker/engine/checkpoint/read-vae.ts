import { stat } from 'node:fs/promises';
import { EngineError } from '../errors';
import type { VaeLayout } from './architecture';
import { openDiffusersComponent } from './diffusers-component';
import { isDiffusersVae, vaeNames } from './diffusers-names';
import { openSafetensors, type SafetensorsFile } from './safetensors';
import type { TensorInfo } from './safetensors-header';
import { vaeLayout } from './vae-layout';

const PREFIX = 'first_stage_model.';
const DECODER = 'decoder.conv_in.weight';

/** The autoencoder's tensors without the prefix that whole checkpoints put before them. */
function withoutPrefix(tensors: Map<string, TensorInfo>): Map<string, TensorInfo> {
  if (tensors.has(DECODER)) return tensors;
  const own = [...tensors].filter(([name]) => name.startsWith(PREFIX));
  return new Map(own.map(([name, tensor]) => [name.slice(PREFIX.length), tensor]));
}

/** An autoencoder that may take the place of a checkpoint's own. */
export interface Vae {
  /** Changes when the file does. */
  key: string;
  /** Its tensors under `first_stage_model.`. */
  file: SafetensorsFile;
  layout: VaeLayout;
}

/**
 * Reads the header of a VAE of its own: a file under single-file names with or without `first_stage_model.`, or under
 * Diffusers' names, or a `vae` folder; of a whole checkpoint its VAE.
 * @throws EngineError `checkpoint-missing`, `checkpoint-damaged`, `checkpoint-pickle`, `checkpoint-unsupported`
 */
export async function readVae(place: string): Promise<Vae> {
  const isFolder = (await stat(place).catch(() => undefined))?.isDirectory();
  const { path, size, modified, metadata, tensors } = isFolder
    ? await openDiffusersComponent(place)
    : await openSafetensors(place);
  const own = withoutPrefix(tensors);
  if (!own.has(DECODER)) {
    throw new EngineError(
      'checkpoint-unsupported',
      `This is not a VAE: none of its ${tensors.size} tensors is "${DECODER}". Choose another VAE, or None.`,
    );
  }
  const rename = isDiffusersVae(own.keys()) ? vaeNames(own.keys()) : (name: string) => name;
  const renamed = [...own].flatMap(([name, tensor]): [string, TensorInfo][] => {
    const to = rename(name);
    return to ? [[PREFIX + to, tensor]] : [];
  });
  const file = { path, size, modified, metadata, tensors: new Map(renamed) };
  return { key: `${path} ${size} ${modified}`, file, layout: vaeLayout(file) };
}
