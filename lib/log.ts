import { pino } from 'pino';

/** The process's log: one JSON line an event on standard output, which the supervisor keeps in the data directory. */
export const log = pino({
  level: process.env.ATELIER_LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  // A request may carry these; they never belong in a log.
  redact: [
    'password',
    'token',
    'secret',
    'authorization',
    '*.password',
    '*.token',
    '*.secret',
    '*.authorization',
  ],
});
