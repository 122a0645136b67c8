import { posix } from 'node:path';
import { listNamedModels, type NamedModel } from './named-models';

/** Names of what somebody may call for beside a checkpoint, each kind sorted and without doubles. */
export interface PromptNames {
  loras: string[];
  embeddings: string[];
  hypernetworks: string[];
  /** With their extension, as infotexts name them. */
  vaes: string[];
}

/** @param viewer their id */
export async function listPromptNames(viewer: string): Promise<PromptNames> {
  const names = async (kind: NamedModel['kind'], nameOf = ({ name }: NamedModel) => name) => {
    const models = await listNamedModels(viewer, kind);
    const usable = models.filter(({ problem }) => problem === null).map(nameOf);
    return [...new Set(usable)].sort((a, b) => a.localeCompare(b, 'en'));
  };
  const [loras, embeddings, hypernetworks, vaes] = await Promise.all([
    names('lora'),
    names('embedding'),
    names('hypernetwork'),
    names('vae', ({ path }) => posix.basename(path)),
  ]);
  return { loras, embeddings, hypernetworks, vaes };
}
