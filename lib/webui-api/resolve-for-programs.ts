import { AppError } from '@/lib/errors';
import type { GenerationFields } from '@/lib/generation/generation-fields';
import type { Owner } from '@/lib/generation/owner';
import type { GenerationRequest } from '@/lib/generation/request';
import { resolveRequest } from '@/lib/generation/resolve-request';
import { answerFormat } from '@/lib/options/answer-format';
import { keptWhereAsked } from './kept-request';
import type { ServiceKeys } from './service-keys';

/**
 * Resolves what a program asks for. A checkpoint of override_settings that is not there is dropped, as programs know it
 * (sdapi §6.7), and said so; one of alwayson_scripts is an error. Throws what resolving throws, and AppError 500 when the
 * caller's options want pictures in a format that can't be made: before they are drawn rather than after.
 */
export async function resolveForPrograms(
  owner: Owner,
  generation: GenerationFields,
  service: ServiceKeys,
): Promise<GenerationRequest> {
  const resolved = resolveRequest(owner, generation).catch((error) => {
    const isMissing = error instanceof AppError && error.code === 'checkpoint_not_found';
    if (!isMissing || service.checkpoint !== null || !generation.checkpoint) throw error;
    const dropped = `There is no checkpoint "${generation.checkpoint}" here, so the picture was drawn with your usual one.`;
    return resolveRequest(owner, {
      ...generation,
      checkpoint: null,
      warnings: [...(generation.warnings ?? []), dropped],
    });
  });
  const [request] = await Promise.all([resolved, answerFormat(owner.id)]);
  return keptWhereAsked(request, service, owner);
}
