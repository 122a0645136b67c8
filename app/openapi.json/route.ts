import { config } from '@/lib/config';
import { openApiDocument } from '@/lib/webui-api/openapi';
import { notFound } from '@/lib/webui-api/route';

/** What programs may call. Open to all: it says nothing of this installation. */
export async function GET(): Promise<Response> {
  return config().api ? Response.json(openApiDocument()) : notFound();
}
