import { describeArchitecture } from '../checkpoint/describe';
import { readCheckpoint } from '../checkpoint/read-checkpoint';
import type { SafetensorsFile } from '../checkpoint/safetensors';
import { type PipelineModel, pipelineModel } from '../pipeline/model';

/** A checkpoint whose header was read: pipelines can be planned, nothing is in memory yet. */
export interface OpenCheckpoint {
  /** Changes when the file does. */
  key: string;
  file: SafetensorsFile;
  model: PipelineModel;
}

/** @throws EngineError `checkpoint-missing`, `checkpoint-damaged`, `checkpoint-pickle`, `checkpoint-unsupported` */
export async function openCheckpoint(path: string): Promise<OpenCheckpoint> {
  const file = await readCheckpoint(path);
  const key = `${file.path} ${file.size} ${file.modified}`;
  return { key, file, model: pipelineModel(describeArchitecture(file)) };
}
