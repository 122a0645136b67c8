import type { ProposalForAdmins } from '@/lib/sharing/proposal-view';
import { proposalsKey } from '../../models/share/sharing-keys';
import { studioFetch } from '../../studio/data/studio-fetch';

const LOOK_EVERY_MS = 30_000;

/** The proposals that no admin has answered. */
export const proposalsQuery = {
  queryKey: proposalsKey,
  queryFn: () => studioFetch<ProposalForAdmins[]>('/api/admin/proposals'),
  refetchInterval: LOOK_EVERY_MS,
  refetchOnWindowFocus: true,
};
