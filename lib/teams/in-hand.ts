import type { Caller } from '@/lib/auth/caller';
import { noSuch } from '@/lib/errors';

export type Leading = Pick<Caller, 'role' | 'leads'>;

/** The teams whose members the caller lets in and out: null all of them, otherwise those they lead. */
export const teamsInHand = ({ role, leads }: Leading): readonly string[] | null =>
  role === 'admin' ? null : leads;

/** Throws AppError 404 for a team that is not in the caller's hand: that there is one is not told. */
export function checkInHand(caller: Leading, teamId: string): void {
  if (teamsInHand(caller)?.includes(teamId) === false) throw noSuch('team');
}
