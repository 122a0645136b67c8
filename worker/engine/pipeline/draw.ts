import { img2img } from './img2img';
import type { PipelineModel } from './model';
import type { OtherCheckpoints } from './other-checkpoints';
import type { PictureInTheMaking } from './picture';
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
  return 'init' in request ? img2img(model, request, others) : txt2img(model, request, others);
}
