import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { findProposal, proposeModel, requireOwnModel, withdrawProposal } from '@/lib/sharing/proposals';

const BODY_BYTES = 16 * 1024;

interface Context {
  params: Promise<{ id: string }>;
}

const schema = z.object({
  note: z.string().trim().max(2_000, 'A note has at most 2,000 characters.').default(''),
});

/** How the caller’s last proposal of the model stands; `null` when there is none. */
export const GET = route<Context>(async (request, { params }) => {
  const { id } = await authorize(request, 'models.own');
  return Response.json(await findProposal(id, (await params).id));
});

/** Proposes a model of the caller’s own to the admins; answers 201 with the proposal. */
export const POST = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'models.own');
  const modelId = (await params).id;
  await requireOwnModel(caller.id, modelId);
  const { note } = schema.parse(await readJson(request, BODY_BYTES));
  const actor = actorOf(caller, clientAddress(request));
  await proposeModel({ id: caller.id, actor }, modelId, note);
  return Response.json(await findProposal(caller.id, modelId), { status: 201 });
});

/** Takes the caller’s open proposal of the model back. */
export const DELETE = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'models.own');
  const modelId = (await params).id;
  await withdrawProposal({ id: caller.id, actor: actorOf(caller, clientAddress(request)) }, modelId);
  return Response.json(await findProposal(caller.id, modelId));
});
