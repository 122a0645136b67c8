import { AppError } from '@/lib/errors';
import type { GenerationFields } from '@/lib/generation/generation-fields';
import type { Owner } from '@/lib/generation/owner';
import type { GenerationRequest } from '@/lib/generation/request';
import { resolveRequest } from '@/lib/generation/resolve-request';
import { storedOptions } from '@/lib/options';
import { answerFormat } from '@/lib/options/answer-format';
import type { PictureEncoding } from '@/lib/pictures/encode-picture';
import { keptWhereAsked } from './kept-request';
import type { ServiceKeys } from './service-keys';

/**
 * Resolves what a program asks for. A checkpoint of override_settings that is not there is dropped, as programs know it
 * (sdapi §6.7), and said so; one of alwayson_scripts is an error. With the format in which the pictures will be sent.
 * Throws what resolving throws, and AppError 500 when the caller's options want pictures in a format that can't be made:
 * before they are drawn rather than after.
 */
export async function resolveForPrograms(
  owner: Owner,
  generation: GenerationFields,
  service: ServiceKeys,
): Promise<{ request: GenerationRequest; format: PictureEncoding }> {
  const stored = await storedOptions(owner.id);
  const request = await resolveRequest(owner, generation, stored).catch((error) => {
    const isMissing = error instanceof AppError && error.code === 'checkpoint_not_found';
    if (!isMissing || service.checkpoint !== null || !generation.checkpoint) throw error;
    const dropped = `There is no checkpoint "${generation.checkpoint}" here, so the picture was drawn with your usual one.`;
    const usual = {
      ...generation,
      checkpoint: null,
      warnings: [...(generation.warnings ?? []), dropped],
    };
    return resolveRequest(owner, usual, stored);
  });
  return { request: keptWhereAsked(request, service, owner), format: answerFormat(stored) };
}
