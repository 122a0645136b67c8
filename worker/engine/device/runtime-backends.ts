import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { listSupportedBackends } from 'onnxruntime-node';

export type DeviceName = 'cpu' | 'cuda' | 'webgpu' | 'dml' | 'coreml';

/** Whether this build of the runtime knows the device at all. */
export const isKnownToRuntime = (name: DeviceName): boolean =>
  listSupportedBackends().some((backend) => backend.name === name);

/** CUDA comes as libraries of its own, which an installation may lack; asking the runtime then prints an error. */
export function hasCudaLibraries(): boolean {
  const binaries = path.join(
    path.dirname(createRequire(import.meta.url).resolve('onnxruntime-node')),
    '../bin',
  );
  if (!existsSync(binaries)) return false;
  return readdirSync(binaries).some((napi) =>
    ['libonnxruntime_providers_cuda.so', 'onnxruntime_providers_cuda.dll'].some((library) =>
      existsSync(path.join(binaries, napi, process.platform, process.arch, library)),
    ),
  );
}
