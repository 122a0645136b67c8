import type { Architecture } from './architecture';
import { describeArchitecture } from './describe';
import { openSafetensors, type SafetensorsFile } from './safetensors';

/** What the catalogue shows of a checkpoint. */
export interface CheckpointIdentity {
  architecture: Architecture;
  base: 'SD 1.x';
  /** Side in pixels that it was trained for. */
  nativeSize: number;
  /** The title its author gave it, if any. */
  title?: string;
  /** Texts its author left in the header. */
  metadata: Record<string, string>;
  parameters: number;
  bytes: number;
}

const SD1_NATIVE_SIZE = 512;

/** Authors may state the size they trained for (modelspec.resolution is `WIDTHxHEIGHT`); SD 1.x is 512 otherwise. */
function nativeSizeOf(metadata: Record<string, string>): number {
  const stated = metadata['modelspec.resolution'] ?? metadata.native_size ?? '';
  const size = Number.parseInt(stated, 10);
  return size >= 64 && size <= 4096 ? size : SD1_NATIVE_SIZE;
}

export function identify(file: SafetensorsFile): CheckpointIdentity {
  const architecture = describeArchitecture(file);
  const { metadata } = file;
  const title = metadata['modelspec.title'] ?? metadata.name;
  let parameters = 0;
  for (const { shape } of file.tensors.values()) parameters += shape.reduce((a, b) => a * b, 1);
  return {
    architecture,
    base: 'SD 1.x',
    nativeSize: nativeSizeOf(metadata),
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
  return identify(await openSafetensors(path));
}
