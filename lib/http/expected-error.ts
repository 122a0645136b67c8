import { AppError } from '@/lib/errors';
import { isDatabaseAway } from '@/lib/jobs/database-away';

/** Prisma's codes for a server that can't be reached, is too slow, has closed the connection or is full. */
const PRISMA_AWAY = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037']);

/** What Prisma keeps of the driver's error. */
interface PrismaError extends Error {
  code?: string;
  meta?: { driverAdapterError?: { cause?: { originalCode?: string; originalMessage?: string } } };
}

function isPrismaAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, meta } = error as PrismaError;
  if (code && PRISMA_AWAY.has(code)) return true;
  const { originalCode, originalMessage } = meta?.driverAdapterError?.cause ?? {};
  if (originalCode === undefined) return false;
  return isDatabaseAway(Object.assign(new Error(originalMessage), { code: originalCode }));
}

/** The error as it is answered: a database that does not answer is 503 and no defect; everything else is as it came. */
export function expectedError(error: unknown): unknown {
  if (error instanceof AppError || !(isDatabaseAway(error) || isPrismaAway(error))) return error;
  return new AppError({
    code: 'database_away',
    status: 503,
    message: 'The database does not answer right now. Nothing is lost; try again in a moment.',
    cause: error,
  });
}
