import type { Evaluation } from '../evaluation';
import type { OpenCheckpoint } from '../networks/open-checkpoint';
import type { PipelineModel } from '../pipeline/model';
import type { KnownCheckpoint, OtherCheckpoints } from '../pipeline/other-checkpoints';
import { AdaptedCheckpoint } from './adapted-checkpoint';
import type { AdapterRequest } from './adapter-request';
import { AdapterShelf } from './adapter-shelf';

/** Checkpoints as one pass is drawn with them. */
export interface AdaptedPass {
  model: PipelineModel;
  others: OtherCheckpoints;
}

/** The checkpoints of a request with its adapters. */
export interface AdaptedRequest extends AdaptedPass {
  /** Those of a second pass with adapters of its own. */
  second?: AdaptedPass;
  /** Adds to an evaluation what changes its network. */
  change(evaluation: Evaluation): Evaluation;
  /** What was left out and why, for the user. */
  warnings: string[];
}

/** What says which adapters a request is drawn with. */
interface AdaptableRequest {
  adapters?: AdapterRequest[] | undefined;
  hires?: { adapters?: AdapterRequest[] } | undefined;
}

/** Adapters of all requests of an engine; what was read is kept. */
export class Adapters {
  readonly #shelf = new AdapterShelf();
  readonly #checkpoints = new WeakMap<OpenCheckpoint, AdaptedCheckpoint>();

  /** Reads what a request needs; the checkpoints it names besides are drawn with the same adapters. Never throws. */
  async prepare(
    { adapters = [], hires }: AdaptableRequest,
    checkpoint: OpenCheckpoint,
    others: ReadonlyMap<string, OpenCheckpoint>,
  ): Promise<AdaptedRequest> {
    const first = await this.#pass(adapters, checkpoint, others);
    if (!hires?.adapters) return first;
    const second = await this.#pass(hires.adapters, checkpoint, others);
    return {
      ...first,
      second: { model: second.model, others: second.others },
      change: (evaluation) => (evaluation.pass === 'second' ? second : first).change(evaluation),
      warnings: [...first.warnings, ...second.warnings],
    };
  }

  async #pass(
    adapters: AdapterRequest[],
    checkpoint: OpenCheckpoint,
    others: ReadonlyMap<string, OpenCheckpoint>,
  ): Promise<AdaptedRequest> {
    if (adapters.length === 0) {
      return { model: checkpoint.model, others, change: (evaluation) => evaluation, warnings: [] };
    }
    const own = await this.#of(checkpoint).with(adapters);
    const byKey = new Map([[checkpoint.key, own]]);
    const known = new Map<string, KnownCheckpoint>();
    for (const [path, other] of others) {
      const adapted = byKey.get(other.key) ?? (await this.#of(other).with(adapters));
      byKey.set(other.key, adapted);
      known.set(path, { key: other.key, model: adapted.model });
    }
    return {
      model: own.model,
      others: known,
      change: (evaluation) =>
        byKey.get(evaluation.checkpoint ?? checkpoint.key)?.change(evaluation) ?? evaluation,
      warnings: [...byKey.values()].flatMap(({ warnings }) => warnings),
    };
  }

  #of(checkpoint: OpenCheckpoint): AdaptedCheckpoint {
    const known = this.#checkpoints.get(checkpoint) ?? new AdaptedCheckpoint(checkpoint, this.#shelf);
    this.#checkpoints.set(checkpoint, known);
    return known;
  }
}
