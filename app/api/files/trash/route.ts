import { z } from 'zod';
import { listTrash, trashEntries } from '@/lib/files';
import { route } from '@/lib/http/route';
import { openRequested, pathsSchema, readFields } from '../open';

const schema = z.object({ paths: pathsSchema });

/** What lies in the trash, the last thrown away first. */
export const GET = route(async (request) => {
  const { open } = await openRequested(request);
  return Response.json(await listTrash(open));
});

/** Moves files and folders to the trash, all or none. */
export const POST = route(async (request) => {
  const { open } = await openRequested(request);
  const { paths } = await readFields(request, schema);
  await trashEntries(open, paths);
  return Response.json({});
});
