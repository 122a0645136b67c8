import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { actorOf } from '@/lib/auth/actor';
import { noSuch } from '@/lib/errors';
import { clientAddress } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';
import { isSettingKey } from '@/lib/settings/setting-table';
import { changeSetting, listSettings } from '@/lib/settings/settings';

const BODY_BYTES = 64 * 1024;

interface Context {
  params: Promise<{ key: string }>;
}

const schema = z.object({ version: z.number().int(), value: z.unknown() });

/** Changes a setting as it was at `version`; answers all settings as they are then, or 409 with who was faster. */
export const PUT = route<Context>(async (request, { params }) => {
  const caller = await authorize(request, 'settings.manage');
  const { key } = await params;
  if (!isSettingKey(key)) throw noSuch('setting');
  const { version, value } = schema.parse(await readJson(request, BODY_BYTES));
  await changeSetting(actorOf(caller, clientAddress(request)), key, version, value);
  return Response.json(await listSettings());
});
