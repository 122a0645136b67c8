import { openTrash } from '@/app/api/models/open-trash';
import { listModelTrash } from '@/lib/catalog/trash-model';
import { route } from '@/lib/http/route';

/** The models in the trash, the last thrown away first: `?tree=own|shared`. */
export const GET = route(async (request) => Response.json(await listModelTrash(await openTrash(request))));
