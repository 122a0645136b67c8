import type { Architecture, Family } from './architecture';
import { describeArchitecture } from './describe';
import { readCheckpoint } from './read-checkpoint';
import type { SafetensorsFile } from './safetensors';

/** What the catalogue shows of a checkpoint. */
export interface CheckpointIdentity {
  architecture: Architecture;
  base: (typeof BASES)[Family] | 'SDXL refiner';
  /** It was made to fill masked areas. */
  inpainting: boolean;
  /** Side in pixels that it was trained for. */
  nativeSize: number;
  /** The title its author gave it, if any. */
  title?: string;
  /** Texts its author left in the header. */
  metadata: Record<string, string>;
  parameters: number;
  bytes: number;
}

const BASES = { sd1: 'SD 1.x', sd2: 'SD 2.x', sdxl: 'SDXL' } as const;

const isRefiner = ({ family, text2 }: Architecture) => family === 'sdxl' && !text2;

/** SD 2 came as 512-base, which predicts noise, and as 768-v. */
function usualSize({ family, prediction }: Architecture): number {
  if (family === 'sdxl') return 1024;
  return family === 'sd2' && prediction === 'v' ? 768 : 512;
}

/** Authors may state the size they trained for (modelspec.resolution is `WIDTHxHEIGHT`). */
function nativeSizeOf(architecture: Architecture, metadata: Record<string, string>): number {
  const stated = metadata['modelspec.resolution'] ?? metadata.native_size ?? '';
  const size = Number.parseInt(stated, 10);
  return size >= 64 && size <= 4096 ? size : usualSize(architecture);
}

export function identify(file: SafetensorsFile): CheckpointIdentity {
  const architecture = describeArchitecture(file);
  const { metadata } = file;
  const title = metadata['modelspec.title'] ?? metadata.name;
  let parameters = 0;
  for (const { shape } of file.tensors.values()) parameters += shape.reduce((a, b) => a * b, 1);
  return {
    architecture,
    base: isRefiner(architecture) ? 'SDXL refiner' : BASES[architecture.family],
    inpainting: architecture.inpainting,
    nativeSize: nativeSizeOf(architecture, metadata),
    ...(title ? { title } : {}),
    metadata,
    parameters,
    bytes: file.size,
  };
}

/**
 * Says what a checkpoint file is from its header alone (milliseconds; no weights are read, no runtime is loaded).
 * @throws EngineError with a sentence on what was found instead and what is supported
 */
export async function identifyCheckpoint(path: string): Promise<CheckpointIdentity> {
  return identify(await readCheckpoint(path));
}
