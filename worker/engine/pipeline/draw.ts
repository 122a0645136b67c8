import { changing, type Pipeline } from '../evaluation';
import { img2img } from './img2img';
import type { PipelineModel } from './model';
import type { OtherCheckpoints } from './other-checkpoints';
import type { Picture, PictureInTheMaking } from './picture';
import type { PictureRequest } from './request';
import { txt2img } from './txt2img';

/**
 * Any picture that can be asked for.
 * @throws EngineError `request-invalid` at once; others while it runs
 */
export function draw(
  model: PipelineModel,
  request: PictureRequest,
  others?: OtherCheckpoints,
): PictureInTheMaking {
  const picture = 'init' in request ? img2img(model, request, others) : txt2img(model, request, others);
  return request.tiling ? tiled(picture) : picture;
}

/** The same with networks whose convolutions see the opposite edge beyond an edge. */
function tiled({ state, run, asItStands }: PictureInTheMaking): PictureInTheMaking {
  const wrapped = (pipeline: Pipeline<Picture>) =>
    changing(pipeline, (evaluation) =>
      evaluation.network === 'text' || evaluation.network === 'text2'
        ? evaluation
        : { ...evaluation, tiling: true },
    );
  return {
    state,
    run: wrapped(run),
    asItStands: () => {
      const rest = asItStands();
      return rest && wrapped(rest);
    },
  };
}
