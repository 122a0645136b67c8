import { notFound } from './route';

const handler = async () => notFound();

/** Handlers of a path that the WebUI API does not have, for every method. */
export {
  handler as DELETE,
  handler as GET,
  handler as HEAD,
  handler as OPTIONS,
  handler as PATCH,
  handler as POST,
  handler as PUT,
};
