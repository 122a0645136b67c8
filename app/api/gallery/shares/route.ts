import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { listShares, listShareTeams, makeShare } from '@/lib/gallery/shares';
import { clientAddress } from '@/lib/http/client-address';
import { route } from '@/lib/http/route';
import { idsSchema, readFields } from '../gallery-query';

const schema = z.object({ team: z.uuid('team must be the id of a team.'), ids: idsSchema });

/** What the caller shows to teams, and the teams they may show pictures to. */
export const GET = route(async (request) => {
  const { id } = await authorize(request, 'pictures.own');
  const [shares, teams] = await Promise.all([listShares(id), listShareTeams(id)]);
  return Response.json({ shares, teams });
});

/** Shows pictures to the members of a team; answers 201 with the id of the link `/shared/<id>`. */
export const POST = route(async (request) => {
  const { id, name } = await authorize(request, 'pictures.own');
  const { team, ids } = await readFields(request, schema);
  const share = await makeShare({ id, name, address: clientAddress(request) }, { teamId: team, ids });
  return Response.json({ id: share }, { status: 201 });
});
