import type { Device } from '../device/device';
import type { Evaluation } from '../evaluation';
import type { Log } from '../log';
import type { Pixels } from '../pixels';
import { CheckpointNetworks, type EvaluationResult } from './checkpoint-networks';
import { fitPreview } from './fit-preview';
import type { OpenCheckpoint } from './open-checkpoint';
import { type PreviewFactors, previewLatent } from './preview';

/** The one checkpoint whose networks are in memory. */
export class LoadedCheckpoint {
  #networks: CheckpointNetworks | undefined;
  #checkpoint: OpenCheckpoint | undefined;
  #preview: PreviewFactors | 'wanted' | 'impossible' | undefined;

  constructor(
    readonly device: Device,
    readonly log: Log,
  ) {}

  get key(): string | undefined {
    return this.#checkpoint?.key;
  }

  /** Loads a checkpoint after freeing the one before it. @throws EngineError */
  async load(checkpoint: OpenCheckpoint): Promise<void> {
    await this.release();
    const networks = new CheckpointNetworks(checkpoint.file, checkpoint.model.architecture, this.device);
    try {
      await networks.load();
    } catch (error) {
      await networks.release();
      throw error;
    }
    this.#networks = networks;
    this.#checkpoint = checkpoint;
  }

  async release(): Promise<void> {
    const networks = this.#networks;
    this.#networks = undefined;
    this.#checkpoint = undefined;
    this.#preview = undefined;
    await networks?.release();
  }

  async evaluate(evaluation: Evaluation): Promise<EvaluationResult> {
    const networks = this.#networks!;
    if (this.#preview === 'wanted') await this.#fitPreview(networks);
    return networks.evaluate(evaluation);
  }

  /** Nothing at the first call: the fit is made before the next evaluation, and is no job's device time. */
  preview(denoised: Float32Array, width: number, height: number): Pixels | undefined {
    if (typeof this.#preview === 'object') return previewLatent(this.#preview, denoised, width, height);
    this.#preview ??= 'wanted';
    return undefined;
  }

  async #fitPreview(networks: CheckpointNetworks): Promise<void> {
    try {
      this.#preview = await fitPreview(networks);
    } catch (error) {
      this.#preview = 'impossible';
      this.log('warn', `No previews for this checkpoint: ${error}`);
    }
  }
}
