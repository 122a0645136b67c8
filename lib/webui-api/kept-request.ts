import { savePathOf } from '@/lib/data-dir/save-dir';
import type { Owner } from '@/lib/generation/owner';
import type { GenerationRequest } from '@/lib/generation/request';
import type { ServiceKeys } from './service-keys';

/** The request with the place that its caller named for its pictures. Throws AppError `bad_path`. */
export function keptWhereAsked(
  request: GenerationRequest,
  { saveDir }: ServiceKeys,
  owner: Owner,
): GenerationRequest {
  if (saveDir === null) return request;
  return { ...request, save_images: true, save_dir: savePathOf(owner.name, saveDir) };
}
