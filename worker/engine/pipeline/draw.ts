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
  /** Guidance may be left out where it hardly matters; not of pictures that are to be exact. */
  skipsGuidance?: boolean;
}

/**
 * Any picture that can be asked for.
 * @throws EngineError `request-invalid` at once; others while it runs
 */
export function draw(
  model: PipelineModel,
  request: PictureRequest,
  { others, second, vae, skipsGuidance = false }: DrawnWith = {},
): PictureInTheMaking {
  const { training, tiling = false, exact = false } = request;
  const drawn = skipsGuidance && !exact ? { ...request, skipsSteady: true } : request;
  const relevelled = (pass: AdaptedPass) => withTrainingLevels(pass, training);
  const first = relevelled({ model, others: others ?? new Map() });
  const picture =
    'init' in drawn
      ? img2img(first.model, drawn, first.others)
      : txt2img(first.model, drawn, first.others, second && relevelled(second));
  if (!tiling && !exact && !vae) return picture;
  return altered(picture, (evaluation) => specialised(evaluation, { tiling, exact, vae }));
}

interface Specialities {
  tiling: boolean;
  exact: boolean;
  vae: Vae | undefined;
}

/** Convolutions that see the opposite edge beyond an edge, no bytes, and another VAE; texts know nothing of it. */
function specialised(evaluation: Evaluation, { tiling, exact, vae }: Specialities): Evaluation {
  const { network } = evaluation;
  if (network === 'text' || network === 'text2') return evaluation;
  const isVae = network === 'decoder' || network === 'encoder';
  return {
    ...evaluation,
    ...(tiling ? { tiling } : {}),
    ...(exact ? { exact } : {}),
    ...(vae && isVae ? { vae } : {}),
  };
}
