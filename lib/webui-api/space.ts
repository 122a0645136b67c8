import type { Actor } from '@/lib/audit/record-act';
import { actorOf } from '@/lib/auth/actor';
import type { Caller } from '@/lib/auth/caller';
import { refusalOf } from '@/lib/auth/permissions';
import { AppError } from '@/lib/errors';
import type { Owner } from '@/lib/generation/owner';
import type { GenerationRequest } from '@/lib/generation/request';
import { madeForWords } from '@/lib/jobs/made-for';
import { findMaker } from '@/lib/people/find-maker';
import type { ServiceKeys } from './service-keys';

/** Whose folders, models, options and bill a request uses. */
export interface Space {
  owner: Owner;
  /** Who asks in their place; null: they do themselves. */
  madeBy: Actor | null;
}

/**
 * The caller's space, or for admins that of the person whom `alwayson_scripts.uid` names (sdapi §9).
 * @param address where the call comes from
 * @throws AppError `not_your_space` (403), `no_such_space` (404)
 */
export async function spaceOf(caller: Caller, { uid }: ServiceKeys, address: string): Promise<Space> {
  if (uid === null || uid === caller.id || uid === caller.name) return { owner: caller, madeBy: null };
  if (refusalOf(caller, 'jobs.for_others', 'POST') !== null) {
    throw new AppError({
      code: 'not_your_space',
      status: 403,
      message: `alwayson_scripts.uid "${uid}" is not who calls. Leave it out, or call with that person's token.`,
    });
  }
  const owner = await findMaker(uid);
  if (owner) return { owner, madeBy: actorOf(caller, address) };
  throw new AppError({
    code: 'no_such_space',
    status: 404,
    message: `alwayson_scripts.uid "${uid}" is nobody who can make pictures here. Send the name or id of somebody who can.`,
  });
}

/** The request, which tells its owner who asked for it in their place. */
export const toldBy = (request: GenerationRequest, madeBy: Actor | null): GenerationRequest =>
  madeBy ? { ...request, warnings: [...(request.warnings ?? []), madeForWords(madeBy.name)] } : request;
