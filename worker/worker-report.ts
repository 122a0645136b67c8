import { basename } from 'node:path';
import { availableMemory } from './engine/device/memory';
import type { EngineState } from './engine-client';
import type { WorkerReport } from './worker-row';

/** How the worker and its engine are now; of an engine that does not run, nothing is known. */
export function workerReport(engine: EngineState | null): WorkerReport {
  return {
    device: engine?.device ?? null,
    threads: engine?.threads ?? null,
    acceleration: engine?.acceleration ?? null,
    checkpoints: engine?.checkpoints.map((path) => basename(path, '.safetensors')) ?? [],
    engineBytes: engine?.memory ?? null,
    workerBytes: process.memoryUsage.rss(),
    freeBytes: availableMemory(),
  };
}
