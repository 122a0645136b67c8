import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { beforeEach, expect, test, vi } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { AppError } from '@/lib/errors';
import { claimJob } from './claim';
import { isDatabaseAway } from './database-away';
import { findJob } from './find';
import { renewLease } from './renew-lease';
import { reportProgress } from './report-progress';
import { rescueJobs } from './rescue';
import { type PlacedPicture, settleJob } from './settle';
import { addPerson, aRunningJob, emptyQueue, LEASE, ledgerOf, letLeaseRunOut } from './testing';

useTestDatabase();
beforeEach(emptyQueue);

const aPicture = (index = 0): PlacedPicture => ({
  index,
  path: `users/ada/outputs/txt2img-images/2026-01-01/0000${index}-7.png`,
  saved: true,
  complete: true,
  width: 128,
  height: 128,
  seed: 2 ** 53 - 1,
  infotext: 'a “red” house\nSteps: 20',
});

const done = (pictures: PlacedPicture[], interrupted = false) => ({
  deviceMs: 1234.5678,
  interrupted,
  placePictures: async () => pictures,
});

test('settling stores pictures, ledger entry and state together', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  await reportProgress(claimed, { phase: 'denoising', batch: 0, batches: 1, step: 3, steps: 20, eta: 1 });
  expect(await settleJob(claimed, done([aPicture(1), aPicture(0)]))).toBe('succeeded');
  const view = await findJob(userId, claimed.id);
  expect(view).toMatchObject({
    state: 'succeeded',
    interrupted: false,
    deviceMs: 1234.568,
    progress: null,
    error: null,
  });
  expect(view?.finishedAt).not.toBeNull();
  expect(view?.pictures.map(({ index }) => index)).toEqual([0, 1]);
  expect(view?.pictures[0]).toMatchObject({
    seed: 2 ** 53 - 1,
    infotext: 'a “red” house\nSteps: 20',
    saved: true,
  });
  expect(await ledgerOf(claimed.id)).toEqual([{ job_id: claimed.id, device_ms: '1234.568', pictures: 2 }]);
});

test('what was left out of the pictures is kept with the job', async () => {
  const userId = await addPerson();
  const { claimed, view } = await aRunningJob(userId);
  expect(view.warnings).toEqual([]);
  await settleJob(claimed, {
    ...done([aPicture()]),
    warnings: ['The LoRA “a” was not found.', '\0half \ud83d'],
  });
  expect((await findJob(userId, claimed.id))?.warnings).toEqual([
    'The LoRA “a” was not found.',
    'half \ufffd',
  ]);
});

test('a job interrupted with pictures succeeded, without any it was canceled; both are billed', async () => {
  const userId = await addPerson();
  const first = (await aRunningJob(userId)).claimed;
  expect(await settleJob(first, done([aPicture()], true))).toBe('succeeded');
  expect(await findJob(userId, first.id)).toMatchObject({ state: 'succeeded', interrupted: true });
  const second = (await aRunningJob(userId)).claimed;
  expect(await settleJob(second, done([], true))).toBe('canceled');
  expect(await findJob(userId, second.id)).toMatchObject({
    state: 'canceled',
    interrupted: true,
    pictures: [],
  });
  expect(await ledgerOf(second.id)).toHaveLength(1);
});

test('settling twice with one lease bills and stores once, and says what the first time decided', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  const again = { ...done([aPicture()]), placePictures: vi.fn(async () => [aPicture()]) };
  expect(await settleJob(claimed, done([], true))).toBe('canceled');
  expect(await settleJob(claimed, again)).toBe('canceled');
  expect(again.placePictures).not.toHaveBeenCalled();
  expect(await ledgerOf(claimed.id)).toHaveLength(1);
});

test('simultaneous settlements with one lease bill once', async () => {
  const { claimed } = await aRunningJob(await addPerson());
  const states = await Promise.all(Array.from({ length: 5 }, () => settleJob(claimed, done([aPicture()]))));
  expect(states).toEqual(Array(5).fill('succeeded'));
  expect(await ledgerOf(claimed.id)).toHaveLength(1);
});

test('a late settlement of a worker that lost its lease is refused, and its files are never placed', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  await letLeaseRunOut(claimed.id);
  await rescueJobs();
  const second = await claimJob(randomUUID(), LEASE);
  const late = { ...done([aPicture()]), placePictures: vi.fn(async () => [aPicture()]) };
  expect(await settleJob(claimed, late)).toBeNull();
  expect(late.placePictures).not.toHaveBeenCalled();
  expect(await ledgerOf(claimed.id)).toEqual([]);
  expect(await settleJob(second!, done([aPicture()]))).toBe('succeeded');
  expect(await settleJob(claimed, late)).toBeNull();
  expect(await ledgerOf(claimed.id)).toHaveLength(1);
});

test('a settlement whose lease ran out but was taken by nobody counts', async () => {
  const { claimed } = await aRunningJob(await addPerson());
  await letLeaseRunOut(claimed.id);
  expect(await settleJob(claimed, done([aPicture()]))).toBe('succeeded');
});

test('when the pictures cannot be placed nothing is written and the job still runs', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  const full = new AppError({ code: 'disk_full', status: 507, message: 'full' });
  const settlement = { ...done([]), placePictures: () => Promise.reject(full) };
  await expect(settleJob(claimed, settlement)).rejects.toBe(full);
  expect(await findJob(userId, claimed.id)).toMatchObject({ state: 'running', pictures: [] });
  expect(await ledgerOf(claimed.id)).toEqual([]);
  expect(await renewLease(claimed, LEASE)).not.toBeNull();
});

test('the database itself refuses a second bill and every change of the ledger', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  await settleJob(claimed, done([aPicture()]));
  const sql = (text: string, values: unknown[] = [claimed.id]) => databasePool().query(text, values);
  await expect(
    sql('INSERT INTO ledger_entry (user_id, job_id, device_ms, pictures) VALUES ($2, $1, 1, 1)', [
      claimed.id,
      userId,
    ]),
  ).rejects.toMatchObject({ code: '23505' });
  await expect(sql('UPDATE ledger_entry SET device_ms = 0 WHERE job_id = $1')).rejects.toThrow('append-only');
  await expect(sql('DELETE FROM ledger_entry WHERE job_id = $1')).rejects.toThrow('append-only');
  await expect(sql('TRUNCATE ledger_entry', [])).rejects.toThrow('append-only');
  expect(await ledgerOf(claimed.id)).toHaveLength(1);
});

test('a connection that is lost while pictures are placed is reported as such, and settling again succeeds', async () => {
  const userId = await addPerson();
  const { claimed } = await aRunningJob(userId);
  const cutOff = {
    ...done([]),
    placePictures: async (client: PoolClient) => {
      const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
      const ended = new Promise<void>((resolve) => client.once('end', resolve));
      await databasePool().query('SELECT pg_terminate_backend($1)', [rows[0].pid]);
      await ended;
      return [aPicture()];
    },
  };
  const error = await settleJob(claimed, cutOff).catch((thrown: unknown) => thrown);
  expect(isDatabaseAway(error)).toBe(true);
  expect(await findJob(userId, claimed.id)).toMatchObject({ state: 'running', pictures: [] });
  expect(await settleJob(claimed, done([aPicture()]))).toBe('succeeded');
  expect(await ledgerOf(claimed.id)).toHaveLength(1);
});
