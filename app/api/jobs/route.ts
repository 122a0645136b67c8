import { z } from 'zod';
import { readJobs } from '@/app/api/read';
import { authorize } from '@/lib/auth';
import { resolveRequest } from '@/lib/generation/resolve-request';
import { route } from '@/lib/http/route';
import { listJobs, submitJob } from '@/lib/jobs';
import { readStudioRequest } from './read-studio-request';

const PREVIEWS = 12;

const listSchema = z.object({ limit: z.coerce.number().int().min(1).max(200).optional() });

/** The caller's jobs, newest first: all that wait or run, and the last that ended. `?limit=` for just the newest. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'jobs.own');
  const { limit } = listSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await (limit ? listJobs(caller.id, { limit }) : readJobs(caller.id)));
});

/** Submits a job; answers 201 with it as it waits. */
export const POST = route(async (request) => {
  const caller = await authorize(request, 'jobs.own');
  const { fields, inputs } = await readStudioRequest(request);
  const resolved = await resolveRequest(caller, fields);
  // Somebody is looking on: a dozen previews, however many steps there are, unless their settings want none.
  const previewEvery = resolved.preview_every === 0 ? 0 : Math.max(1, Math.round(resolved.steps / PREVIEWS));
  const job = await submitJob({
    userId: caller.id,
    request: { ...resolved, preview_every: previewEvery },
    inputs,
  });
  return Response.json(job, { status: 201 });
});
