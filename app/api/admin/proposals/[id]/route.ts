import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { approveProposal, declineProposal } from '@/lib/sharing/decide-proposal';
import { adminOf, publicationSchema, readFields } from '../../models/admin-fields';

interface Context {
  params: Promise<{ id: string }>;
}

const answer = z.string().trim().max(2_000, 'An answer has at most 2,000 characters.').default('');
const schema = z.discriminatedUnion('decision', [
  publicationSchema.extend({ decision: z.literal('approve'), answer }),
  z.object({ decision: z.literal('decline'), answer }),
]);

/** Approves a proposal, saying how the model is shared and for whom, or declines it with an answer. */
export const POST = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'models.shared');
  const { id } = await params;
  const given = await readFields(request, schema);
  const admin = adminOf(caller, request);
  if (given.decision === 'approve') await approveProposal(admin, id, given);
  else await declineProposal(admin, id, given.answer);
  return new Response(null, { status: 204 });
});
