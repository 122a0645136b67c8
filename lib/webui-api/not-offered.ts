import { AppError } from '@/lib/errors';
import { type Endpoint, webuiRoute } from './route';

/** The handlers of a path that the WebUI API has and this product does not offer on purpose: 501 with what to do instead. */
export function notOffered(what: string, remedy: string): ReturnType<typeof webuiRoute> {
  const POST: Endpoint = {
    permission: 'catalog.read',
    answer: async () => {
      throw new AppError({
        code: 'not_offered',
        status: 501,
        message: `${what} is not supported here. ${remedy}`,
      });
    },
  };
  return webuiRoute({ POST });
}
