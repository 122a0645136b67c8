import type { DerivedFiles } from '../derived/derived-files';
import type { Device } from '../device/device';
import type { Evaluation } from '../evaluation';
import type { Log } from '../log';
import type { Pixels } from '../pixels';
import { CheckpointNetworks } from './checkpoint-networks';
import { fitPreview } from './fit-preview';
import type { OpenCheckpoint } from './open-checkpoint';
import { type PreviewFactors, previewLatent } from './preview';
import type { EvaluationResult } from './run-parts';

/** A checkpoint whose networks are in memory. */
export class LoadedCheckpoint {
  #preview: PreviewFactors | 'wanted' | 'impossible' | undefined;

  private constructor(
    readonly checkpoint: OpenCheckpoint,
    readonly networks: CheckpointNetworks,
    readonly log: Log,
  ) {}

  /** @throws EngineError */
  static async load(
    checkpoint: OpenCheckpoint,
    device: Device,
    log: Log,
    derived: DerivedFiles,
  ): Promise<LoadedCheckpoint> {
    const { file, model } = checkpoint;
    const networks = new CheckpointNetworks(file, model.architecture, device, { derived, log });
    try {
      await networks.load();
    } catch (error) {
      await networks.release();
      throw error;
    }
    return new LoadedCheckpoint(checkpoint, networks, log);
  }

  async release(): Promise<void> {
    await this.networks.release();
  }

  async evaluate(evaluation: Evaluation): Promise<EvaluationResult> {
    if (this.#preview === 'wanted') await this.#fitPreview();
    return this.networks.evaluate(evaluation);
  }

  /** Nothing at the first call: the fit is made before the next evaluation, and is no job's device time. */
  preview(denoised: Float32Array, width: number, height: number): Pixels | undefined {
    if (typeof this.#preview === 'object') return previewLatent(this.#preview, denoised, width, height);
    this.#preview ??= 'wanted';
    return undefined;
  }

  async #fitPreview(): Promise<void> {
    try {
      this.#preview = await fitPreview(this.networks);
    } catch (error) {
      this.#preview = 'impossible';
      this.log('warn', `No previews for this checkpoint: ${error}`);
    }
  }
}
