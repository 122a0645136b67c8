import { config } from '@/lib/config';
import { docsPage } from '@/lib/webui-api/docs-page';
import { notFound } from '@/lib/webui-api/route';

/** The same for people. */
export async function GET(): Promise<Response> {
  if (!config().api) return notFound();
  return new Response(docsPage(), { headers: { 'content-type': 'text/html; charset=utf-8' } });
}
