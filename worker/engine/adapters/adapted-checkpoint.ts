import { EngineError } from '../errors';
import type { Adaptation, Evaluation, NetworkName } from '../evaluation';
import type { OpenCheckpoint } from '../networks/open-checkpoint';
import { ConditioningCache } from '../pipeline/conditioning-cache';
import type { PipelineModel } from '../pipeline/model';
import { type AdaptableWeights, adaptableWeights } from './adaptable-weights';
import type { AdapterRequest } from './adapter-request';
import { adaptationOf, type WeightedHypernetwork, type WeightedLora } from './adapter-set';
import type { AdapterShelf } from './adapter-shelf';
import { readEmbedding } from './embedding-file';
import { readHypernetwork } from './hypernetwork-file';
import { readLora } from './lora-file';
import type { NamedEmbedding } from './named-embedding';
import { UnusableAdapter } from './unusable-adapter';

/** A checkpoint with the adapters of one request. */
export interface Adapted {
  /** What pipelines are given instead of the checkpoint's own model: prompts are encoded with the adapters. */
  model: PipelineModel;
  /** Adds to an evaluation what changes its network. */
  change(evaluation: Evaluation): Evaluation;
  /** What was left out and why, for the user. */
  warnings: string[];
}

const KINDS = { lora: 'LoRA', hypernetwork: 'hypernetwork', embedding: 'embedding' } as const;
const NETWORKS: NetworkName[] = ['text', 'text2', 'denoiser'];
/** Sets of adapters whose encoded prompts are kept, and bytes of summed differences. */
const KEPT_SETS = 6;
const KEPT_BYTES = 256 * 1024 ** 2;

interface Found {
  loras: WeightedLora[];
  hypernetworks: WeightedHypernetwork[];
  embeddings: (NamedEmbedding & { key: string })[];
  warnings: string[];
}

/** Applies adapters to one open checkpoint. Nothing of the checkpoint itself is loaded or changed. */
export class AdaptedCheckpoint {
  readonly #weights: AdaptableWeights;
  readonly #models = new Map<string, PipelineModel>();
  readonly #adaptations = new Map<string, Adaptation>();

  constructor(
    readonly checkpoint: OpenCheckpoint,
    readonly shelf: AdapterShelf,
  ) {
    this.#weights = adaptableWeights(checkpoint.file, checkpoint.model.architecture);
  }

  /** Reads what is not read yet. Adapters that cannot be used are left out with a warning. */
  async with(requests: AdapterRequest[]): Promise<Adapted> {
    const found = await this.#find(requests);
    const adaptations = new Map<NetworkName, Adaptation>();
    for (const network of NETWORKS) {
      const adaptation = this.#adaptation(network, found);
      if (adaptation) adaptations.set(network, adaptation);
    }
    const words = found.embeddings.map(({ name, key }) => `${name}=${key}`);
    const textKey = [adaptations.get('text')?.key, adaptations.get('text2')?.key, ...words].join(' ').trim();
    return {
      model: this.#model(textKey, found.embeddings),
      warnings: found.warnings,
      change: (evaluation) => {
        const adaptation = adaptations.get(evaluation.network);
        const { identity } = evaluation;
        return {
          ...evaluation,
          ...(adaptation ? { adaptation } : {}),
          ...(identity !== undefined && textKey ? { identity: `${identity} ${textKey}` } : {}),
        };
      },
    };
  }

  async #find(requests: AdapterRequest[]): Promise<Found> {
    const found: Found = { loras: [], hypernetworks: [], embeddings: [], warnings: [] };
    for (const request of requests) {
      const label = `The ${KINDS[request.kind]} “${request.name}”`;
      if (request.path === undefined) {
        found.warnings.push(`${label} was not found, so the picture is drawn without it.`);
        continue;
      }
      try {
        const unused = await this.#read(request, request.path, found);
        if (unused) found.warnings.push(`${label} is only partly used: ${unused}.`);
      } catch (error) {
        found.warnings.push(`${label} was left out: ${reasonOf(error)}`);
      }
    }
    return found;
  }

  async #read(request: AdapterRequest, path: string, found: Found): Promise<string | undefined> {
    const { architecture } = this.checkpoint.model;
    const { kind, name, teWeight, unetWeight, dyn } = request;
    const get = <Value extends { bytes: number }>(read: (path: string) => Promise<Value>) =>
      this.shelf.get(path, `${kind} ${dyn} for ${this.checkpoint.key}`, read);
    if (kind === 'lora') {
      const { key, value } = await get((file) => readLora(file, architecture, this.#weights, dyn));
      const cut = dyn === undefined ? key : `${key} of ${dyn} ranks`;
      found.loras.push({ key: cut, lora: value, teWeight, unetWeight });
      return value.unused;
    }
    if (kind === 'hypernetwork') {
      const { key, value } = await get((file) => readHypernetwork(file, architecture.unet));
      found.hypernetworks.push({ key, hypernetwork: value, strength: unetWeight });
      return undefined;
    }
    const { key, value } = await get(async (file) => {
      const embedding = await readEmbedding(file, architecture);
      return { ...embedding, bytes: 4 * embedding.vectors.text.length };
    });
    found.embeddings.push({ ...value, name, key });
    return undefined;
  }

  #adaptation(network: NetworkName, { loras, hypernetworks }: Found): Adaptation | undefined {
    const made = adaptationOf(network, loras, hypernetworks, this.#weights);
    if (!made) return undefined;
    const known = this.#adaptations.get(made.key);
    return known ?? remember(this.#adaptations, made.key, made.make(), KEPT_BYTES, bytesOf);
  }

  /** Prompts encoded with changed text encoders must not be mistaken for others. */
  #model(textKey: string, embeddings: NamedEmbedding[]): PipelineModel {
    const { model } = this.checkpoint;
    if (textKey === '') return model;
    const known = this.#models.get(textKey);
    const adapted = { ...model, conditionings: new ConditioningCache(), embeddings };
    return known ?? remember(this.#models, textKey, adapted, KEPT_SETS, () => 1);
  }
}

/** Adds an entry and drops the oldest others beyond a limit. */
function remember<Value>(
  entries: Map<string, Value>,
  key: string,
  value: Value,
  limit: number,
  sizeOf: (value: Value) => number,
): Value {
  entries.set(key, value);
  let total = 0;
  for (const entry of entries.values()) total += sizeOf(entry);
  for (const [oldest, entry] of entries) {
    if (total <= limit || oldest === key) break;
    entries.delete(oldest);
    total -= sizeOf(entry);
  }
  return value;
}

const bytesOf = ({ inputs }: Adaptation) =>
  Object.values(inputs).reduce((total, { data }) => total + data.byteLength, 0);

/** The end of a warning's sentence. */
function reasonOf(error: unknown): string {
  if (error instanceof UnusableAdapter) return `${error.message}.`;
  return EngineError.from(error).message.replace(/^The checkpoint file/, 'Its file');
}
