import { notFound } from '@/lib/webui-api/route';

const handler = async () => notFound();

export {
  handler as DELETE,
  handler as GET,
  handler as HEAD,
  handler as OPTIONS,
  handler as PATCH,
  handler as POST,
  handler as PUT,
};
