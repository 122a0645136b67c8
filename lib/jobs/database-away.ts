/**
 * SQLSTATE classes and codes of a server that stops, starts or is full: 08 connection, 57P0x shutdown, 53300 too many;
 * and 25P03, said to a process that froze inside a transaction and lost its connection over it.
 */
const AWAY_STATES = /^(08...|57P0[1235]|53300|25P03)$/;
const AWAY_ERRNO = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);
/** What the driver says without a code when a connection ends under a query. */
const AWAY_MESSAGE =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed)/;

/** Whether a database call failed because the server is not there right now, so that trying again later makes sense. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && AWAY_STATES.test(code)) return true;
  // A file system's ENOENT is none of ours: only a socket's is.
  if (typeof code === 'string' && AWAY_ERRNO.has(code)) return code !== 'ENOENT' || syscall === 'connect';
  return AWAY_MESSAGE.test(error.message);
}
