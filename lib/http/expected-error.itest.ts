import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { expect, test } from 'vitest';
import { PrismaClient } from '@/lib/db/generated/client';
import { databasePool } from '@/lib/db/pool';
import { prisma } from '@/lib/db/prisma';
import { useTestDatabase } from '@/lib/db/testing';
import { expectedError } from './expected-error';
import { route } from './route';

useTestDatabase();

const failure = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('nothing failed');
    },
    (error: unknown) => error,
  );
const away = { status: 503, code: 'database_away' };

test('a connection that ends under a query', async () => {
  const under = failure(databasePool().query('SELECT pg_terminate_backend(pg_backend_pid())'));
  expect(expectedError(await under)).toMatchObject(away);
  const underPrisma = failure(prisma().$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`);
  expect(expectedError(await underPrisma)).toMatchObject(away);
});

test('a mistake of ours stays a defect', async () => {
  const error = await failure(databasePool().query('SELECT nonsense'));
  expect(expectedError(error)).toBe(error);
});

test('a server that is not there', async () => {
  const connectionString = 'postgres://nobody@127.0.0.1:1/none';
  const pool = new pg.Pool({ connectionString });
  const error = await failure(pool.query('SELECT 1'));
  await pool.end();
  expect(expectedError(error)).toMatchObject(away);
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString }) });
  expect(expectedError(await failure(client.user.findMany()))).toMatchObject(away);
  await client.$disconnect();
  const answer = await route(async () => {
    throw error;
  })(new Request('http://x/api/jobs'), {});
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({
    error: {
      code: 'database_away',
      message: 'The database does not answer right now. Nothing is lost; try again in a moment.',
    },
  });
});
