import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';
import { databasePool } from './pool';

// Next loads server code more than once in a process (routes, instrumentation); one client serves them all.
const held = globalThis as { atelierPrisma?: PrismaClient };

/** The Prisma client over the process's one connection pool. */
export function prisma(): PrismaClient {
  held.atelierPrisma ??= new PrismaClient({ adapter: new PrismaPg(databasePool()) });
  return held.atelierPrisma;
}
