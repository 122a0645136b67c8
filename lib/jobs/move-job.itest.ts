import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { claimJob } from './claim';
import { interruptJobs } from './interrupt';
import { moveJob } from './move-job';
import { submitJob } from './submit';
import { addPerson, aRequest, emptyQueue, LEASE } from './testing';

useTestDatabase();
beforeEach(emptyQueue);

const PEOPLE = 3;

/** Ids and owners of what waits, in the order of the queue. */
async function queue(): Promise<{ id: string; userId: string }[]> {
  const { rows } = await databasePool().query(
    `SELECT id, user_id AS "userId" FROM job WHERE state = 'queued' ORDER BY priority DESC, place`,
  );
  return rows;
}

const submit = async (userId: string, priority = 0) =>
  (await submitJob({ userId, request: aRequest(), priority })).id;

test('whatever is moved: nobody else’s job changes its place, one’s own stand as wished, workers take them so', async () => {
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => addPerson()));
  const who = fc.integer({ min: 0, max: PEOPLE - 1 });
  const at = fc.nat(30);
  const move = fc.record({ who, from: at, to: at });
  await fc.assert(
    fc.asyncProperty(
      fc.array(who, { minLength: 2, maxLength: 12 }),
      fc.array(move, { minLength: 1, maxLength: 6 }),
      async (owners, moves) => {
        await emptyQueue();
        for (const owner of owners) await submit(people[owner]!);
        for (const { who, from, to } of moves) {
          const userId = people[who]!;
          const before = await queue();
          const mine = before.filter((job) => job.userId === userId).map(({ id }) => id);
          if (mine.length === 0) continue;
          const id = mine[from % mine.length]!;
          // One more than there are: behind all.
          const target = mine[to % (mine.length + 1)] ?? null;
          await moveJob(userId, id, target);
          const after = await queue();
          expect(after.map((job) => job.userId)).toEqual(before.map((job) => job.userId));
          const others = (all: typeof before) => all.map((job) => (job.userId === userId ? null : job.id));
          expect(others(after)).toEqual(others(before));
          const rest = mine.filter((other) => other !== id);
          const wished =
            target === id ? mine : rest.toSpliced(target ? rest.indexOf(target) : rest.length, 0, id);
          expect(after.filter((job) => job.userId === userId).map((job) => job.id)).toEqual(wished);
        }
        for (const { id } of await queue()) expect((await claimJob(randomUUID(), LEASE))?.id).toBe(id);
      },
    ),
    { numRuns: 25 },
  );
});

test('moves and claims at once: every job is claimed once, and none is lost', async () => {
  const userId = await addPerson();
  const ids: string[] = [];
  for (let i = 0; i < 12; i++) ids.push(await submit(userId));
  const moves = ids.map((id, i) =>
    moveJob(userId, id, ids[(i * 5) % ids.length]!).catch((error) => error.code),
  );
  const claims = Array.from({ length: 12 }, () => claimJob(randomUUID(), LEASE));
  const outcomes = await Promise.all(moves);
  const claimed = (await Promise.all(claims)).flatMap((job) => job?.id ?? []);
  for (let job = await claimJob(randomUUID(), LEASE); job; job = await claimJob(randomUUID(), LEASE))
    claimed.push(job.id);
  expect(claimed.toSorted()).toEqual(ids.toSorted());
  // A job that had started meanwhile was refused, nothing else went wrong.
  for (const outcome of outcomes) expect([undefined, 'not_waiting']).toContain(outcome);
});

test('only what waits is moved, only among one’s own, only among equals', async () => {
  const [userId, other] = [await addPerson(), await addPerson()];
  const first = await submit(userId);
  await claimJob(randomUUID(), LEASE);
  const [second, third, urgent] = [await submit(userId), await submit(userId), await submit(userId, 1)];
  const theirs = await submit(other);
  const refusal = (id: string, before: string | null) =>
    moveJob(userId, id, before).then(
      () => null,
      ({ code, status }) => `${status} ${code}`,
    );
  expect(await refusal(first, second)).toBe('409 not_waiting');
  expect(await refusal(second, first)).toBe('409 not_waiting');
  expect(await refusal(theirs, second)).toBe('404 job_not_found');
  expect(await refusal('x', null)).toBe('404 job_not_found');
  expect(await refusal(third, theirs)).toBe('409 not_waiting');
  expect(await refusal(third, urgent)).toBe('409 other_priority');
  await interruptJobs(userId, second);
  expect(await refusal(third, second)).toBe('409 not_waiting');
  expect((await queue()).map(({ id }) => id)).toEqual([urgent, third, theirs]);
});
