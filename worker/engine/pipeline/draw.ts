import type { AdaptedPass } from '../adapters/adapters';
import type { Vae } from '../checkpoint/read-vae';
import type { Evaluation } from '../evaluation';
import { img2img } from './img2img';
import type { PipelineModel } from './model';
import type { OtherCheckpoints } from './other-checkpoints';
import { altered, type PictureInTheMaking } from './picture';
import type { PictureRequest } from './request';
import { withTrainingLevels } from './training-levels';
import { txt2img } from './txt2img';

/** What a request is drawn with besides its checkpoint. */
export interface DrawnWith {
  others?: OtherCheckpoints;
  /** Of a second pass with adapters of its own. */
  second?: AdaptedPass | undefined;
  /** Takes the place of every checkpoint's own. */
  vae?: Vae | undefined;
}

/**
 * Any picture that can be asked for.
 * @throws EngineError `request-invalid` at once; others while it runs
 */
export function draw(
  model: PipelineModel,
  request: PictureRequest,
  { others, second, vae }: DrawnWith = {},
): PictureInTheMaking {
  const { training } = request;
  const relevelled = (pass: AdaptedPass) => withTrainingLevels(pass, training);
  const first = relevelled({ model, others: others ?? new Map() });
  const picture =
    'init' in request
      ? img2img(first.model, request, first.others)
      : txt2img(first.model, request, first.others, second && relevelled(second));
  if (!request.tiling && !vae) return picture;
  return altered(picture, (evaluation) => specialised(evaluation, request.tiling ?? false, vae));
}

/** Convolutions that see the opposite edge beyond an edge, and another VAE; texts know neither. */
function specialised(evaluation: Evaluation, tiling: boolean, vae: Vae | undefined): Evaluation {
  const { network } = evaluation;
  if (network === 'text' || network === 'text2') return evaluation;
  const isVae = network === 'decoder' || network === 'encoder';
  return { ...evaluation, ...(tiling ? { tiling } : {}), ...(vae && isVae ? { vae } : {}) };
}
