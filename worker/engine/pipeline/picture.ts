import { changing, type Evaluation, type Pipeline } from '../evaluation';
import type { MaskPictures } from '../images/mask-pictures';
import type { Pixels } from '../pixels';
import { decodeLatent } from './decode';
import type { PipelineModel } from './model';
import type { PictureState } from './picture-state';

/** What is drawn, and where it was drawn with a mask the pictures of that. */
export interface DrawnPixels extends Pixels {
  masks?: MaskPictures;
}

export interface Picture {
  pixels: DrawnPixels;
  /** False when it was stopped before its last step. */
  complete: boolean;
}

/** A picture to be drawn: `state` changes as `run` advances. */
export interface PictureInTheMaking {
  state: PictureState;
  run: Pipeline<Picture>;
  /** Decodes what there is so far, instead of going on with `run`; undefined before the first step is done. */
  asItStands(): Pipeline<Picture> | undefined;
  /** Decodes the latest guess beside `run`, for a preview. */
  guess(): Pipeline<Pixels> | undefined;
}

/** Of a latent: channels, height, width. */
export type LatentShape = [channels: number, height: number, width: number];

export function latentShape({ architecture }: PipelineModel, width: number, height: number): LatentShape {
  const { factor, latentChannels } = architecture.vae;
  return [latentChannels, Math.floor(height / factor), Math.floor(width / factor)];
}

/** What a picture's latent becomes in the end: pixels, and what is done to them afterwards. */
export type Finish = (latent: Float32Array, shape: LatentShape) => Pipeline<DrawnPixels>;

/** Nothing is done to the pixels. */
export const decoded =
  (model: PipelineModel): Finish =>
  (latent, shape) =>
    decodeLatent(model, latent, shape);

/** A run that can be cut short; `finish` turns its latent into a picture either way. */
export function inTheMaking(
  model: PipelineModel,
  state: PictureState,
  latents: Pipeline<{ latent: Float32Array; shape: LatentShape }>,
  finish: Finish,
): PictureInTheMaking {
  const run = function* (): Pipeline<Picture> {
    const { latent, shape } = yield* latents;
    return { pixels: yield* finish(latent, shape), complete: true };
  };
  const cutShort = function* (denoised: Float32Array, shape: LatentShape): Pipeline<Picture> {
    return { pixels: yield* finish(denoised, shape), complete: false };
  };
  const shapeNow = (): LatentShape => [
    model.architecture.vae.latentChannels,
    state.latentHeight,
    state.latentWidth,
  ];
  return {
    state,
    run: run(),
    asItStands: () => state.denoised && cutShort(state.denoised, shapeNow()),
    guess: () => state.denoised && decodeLatent(model, state.denoised, shapeNow()),
  };
}

/** The same picture, its evaluations changed on their way out. */
export function altered(
  { state, run, asItStands, guess }: PictureInTheMaking,
  change: (evaluation: Evaluation) => Evaluation,
): PictureInTheMaking {
  const through = <Result>(pipeline: Pipeline<Result> | undefined) => pipeline && changing(pipeline, change);
  return {
    state,
    run: changing(run, change),
    asItStands: () => through(asItStands()),
    guess: () => through(guess()),
  };
}
