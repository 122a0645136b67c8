import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { type ClaimedJob, claimJob } from './claim';
import { failJob } from './fail';
import { findJob } from './find';
import { handBackJob } from './hand-back';
import { interruptJobs } from './interrupt';
import { renewLease } from './renew-lease';
import { rescueJobs } from './rescue';
import { settleJob } from './settle';
import { skipBatch } from './skip-batch';
import { submitJob } from './submit';
import { addPerson, aRequest, emptyQueue, LEASE, ledgerOf, letLeaseRunOut } from './testing';
import { ENDED, type JobState } from './types';

useTestDatabase();

/** What the README says a job should be, kept beside the real one. */
interface Model {
  state: JobState;
  deliveriesLeft: number;
  interruptAsked: boolean;
  billed: boolean;
  /** Claims so far; the last one holds the lease while the job runs. */
  claims: ClaimedJob[];
}

const VERBS = [
  'claim',
  'settle',
  'settle-empty',
  'fail',
  'fail-billed',
  'fail-retryable',
  'hand-back',
  'interrupt',
  'skip',
  'lease-runs-out',
  'late-settle',
  'late-fail',
  'late-renew',
] as const;
type Verb = (typeof VERBS)[number];

const aPicture = {
  index: 0,
  path: 'users/a/0.png',
  saved: true,
  complete: true,
  width: 8,
  height: 8,
  seed: 1,
  infotext: 'x',
};

/** Does the verb to the real job and to the model, and compares what both answer. */
async function act(verb: Verb, model: Model, userId: string, id: string): Promise<void> {
  const isRunning = model.state === 'running';
  const lease = model.claims.at(-1);
  const end = (state: JobState, billed = false) => {
    model.state = state;
    model.billed ||= billed;
  };
  const requeue = () => {
    const isSpent = model.deliveriesLeft === 0;
    end(model.interruptAsked ? 'canceled' : isSpent ? 'failed' : 'queued');
  };
  const settlement = (pictures: number) => ({
    deviceMs: 5,
    interrupted: model.interruptAsked,
    placePictures: async () => (pictures ? [aPicture] : []),
  });
  const failure = { code: 'x', message: 'x', retryable: false, billedMs: null, deviceMs: 5 };

  switch (verb) {
    case 'claim': {
      const claimed = await claimJob(randomUUID(), LEASE);
      expect(claimed?.id).toBe(model.state === 'queued' ? id : undefined);
      if (!claimed) return;
      model.claims.push(claimed);
      model.deliveriesLeft--;
      model.state = 'running';
      expect(claimed.delivery).toBe(model.claims.length);
      return;
    }
    case 'settle':
    case 'settle-empty': {
      if (!isRunning) return;
      const pictures = verb === 'settle' ? 1 : 0;
      const expected = pictures === 0 && model.interruptAsked ? 'canceled' : 'succeeded';
      expect(await settleJob(lease!, settlement(pictures))).toBe(expected);
      return end(expected, true);
    }
    case 'fail':
    case 'fail-billed': {
      if (!isRunning) return;
      const isBilled = verb === 'fail-billed';
      expect(await failJob(lease!, { ...failure, billedMs: isBilled ? 5 : null })).toBe('failed');
      return end('failed', isBilled);
    }
    case 'fail-retryable': {
      if (!isRunning) return;
      requeue();
      expect(await failJob(lease!, { ...failure, retryable: true, billedMs: null })).toBe(model.state);
      return;
    }
    case 'hand-back': {
      if (!isRunning) return;
      model.deliveriesLeft++;
      end(model.interruptAsked ? 'canceled' : 'queued');
      expect(await handBackJob(lease!)).toBe(model.state);
      return;
    }
    case 'interrupt': {
      const isOpen = model.state === 'queued' || isRunning;
      expect(await interruptJobs(userId, id)).toBe(isOpen ? 1 : 0);
      if (isOpen) model.interruptAsked = true;
      if (model.state === 'queued') end('canceled');
      return;
    }
    case 'skip':
      expect(await skipBatch(userId, id)).toBe(isRunning ? 1 : 0);
      return;
    case 'lease-runs-out': {
      if (!isRunning) return;
      await letLeaseRunOut(id);
      requeue();
      expect(await rescueJobs()).toMatchObject([{ id, state: model.state }]);
      return;
    }
    default:
      return expectLateWritesRefused(verb, model);
  }
}

/** Workers of earlier claims, which still believe that the job is theirs. */
async function expectLateWritesRefused(verb: Verb, { claims, state }: Model): Promise<void> {
  const stale = claims.slice(0, -1);
  const isTokenKept = state !== 'queued';
  if (!isTokenKept && claims.length > 0) stale.push(claims.at(-1)!);
  for (const lease of stale) {
    const late = async () => {
      if (verb === 'late-renew') return await renewLease(lease, LEASE);
      if (verb === 'late-fail') {
        return await failJob(lease, {
          code: 'late',
          message: 'late',
          retryable: true,
          billedMs: 9,
          deviceMs: 9,
        });
      }
      return await settleJob(lease, {
        deviceMs: 9,
        interrupted: false,
        placePictures: async () => [aPicture],
      });
    };
    expect(await late()).toBeNull();
  }
}

test('whatever happens in whatever order, a job does what the state machine says and is billed once at most', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...VERBS), { minLength: 1, maxLength: 14 }), async (verbs) => {
      await emptyQueue();
      const userId = await addPerson();
      const { id } = await submitJob({ userId, request: aRequest() });
      const model: Model = {
        state: 'queued',
        deliveriesLeft: 3,
        interruptAsked: false,
        billed: false,
        claims: [],
      };
      for (const verb of verbs) {
        const before = model.state;
        await act(verb, model, userId, id);
        const job = (await findJob(userId, id))!;
        expect(job.state).toBe(model.state);
        if (ENDED.includes(before)) expect(job.state).toBe(before);
        expect(job.finishedAt === null).toBe(!ENDED.includes(job.state));
        expect(job.error === null).toBe(job.state !== 'failed');
        expect(job.position).toBe(job.state === 'queued' ? 1 : null);
        expect(job.pictures.length > 0 && job.state !== 'succeeded').toBe(false);
        expect(await ledgerOf(id)).toHaveLength(model.billed ? 1 : 0);
        await expectLeaseOnlyWhileRunning(id);
      }
    }),
    { numRuns: 120 },
  );
});

async function expectLeaseOnlyWhileRunning(id: string): Promise<void> {
  const { rows } = await databasePool().query(
    `SELECT state = 'running' AS runs, lease_expires_at IS NOT NULL AS leased FROM job WHERE id = $1`,
    [id],
  );
  expect(rows[0].leased).toBe(rows[0].runs);
}
