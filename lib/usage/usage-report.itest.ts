import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { COMMAND_LINE } from '@/lib/audit/record-act';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { addPerson } from '@/lib/jobs/testing';
import { createTeam } from '@/lib/teams/change-team';
import { usageReport, usageRows } from '.';

useTestDatabase();

const DAY_MS = 24 * 60 * 60 * 1000;
const BEGIN = Date.parse('2026-02-26T00:00:00Z');
const DAYS = 6;

interface Entry {
  person: number;
  /** 2: no team. */
  team: number;
  costCentre: string | null;
  at: number;
  /** Thousandths of a millisecond, as the ledger counts. */
  micros: number;
  pictures: number;
}

const entry: fc.Arbitrary<Entry> = fc.record({
  person: fc.integer({ min: 0, max: 3 }),
  team: fc.integer({ min: 0, max: 2 }),
  costCentre: fc.constantFrom(null, 'K-1', 'K-2'),
  // Midnights and the millisecond before them are where days are told apart.
  at: fc.oneof(
    fc.integer({ min: BEGIN, max: BEGIN + DAYS * DAY_MS - 1 }),
    fc.integer({ min: 1, max: DAYS - 1 }).map((day) => BEGIN + day * DAY_MS),
    fc.integer({ min: 1, max: DAYS }).map((day) => BEGIN + day * DAY_MS - 1),
  ),
  micros: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 ** 40 })),
  pictures: fc.integer({ min: 0, max: 100 }),
});

const people: string[] = [];
const teams: string[] = [];
const entries = fc.sample(entry, { numRuns: 300, seed: 7 });

beforeAll(async () => {
  for (const name of ['ann', 'bob', 'cem', 'dana']) people.push(await addPerson(name));
  for (const name of ['Film', 'Print']) teams.push(await createTeam(COMMAND_LINE, { name }));
  for (const { person, team, costCentre, at, micros, pictures } of entries) {
    await databasePool().query(
      `WITH done AS (
         INSERT INTO job (id, user_id, request, task_id) VALUES (gen_random_uuid(), $1, '{}', gen_random_uuid())
         RETURNING id)
       INSERT INTO ledger_entry (user_id, job_id, team_id, cost_centre, device_ms, pictures, created_at)
         SELECT $1, id, $2, $3, $4::numeric / 1000, $5, $6 FROM done`,
      [people[person], teams[team] ?? null, costCentre, micros, pictures, new Date(at)],
    );
  }
});

/** `1530.25` as thousandths, without rounding. */
const microsOf = (deviceMs: string) => {
  const [whole = '', part = ''] = deviceMs.split('.');
  return BigInt(whole) * 1000n + BigInt(part.padEnd(3, '0'));
};

interface Sums {
  jobs: number;
  pictures: number;
  micros: bigint;
}

const added = (rows: readonly { jobs: number; pictures: number; deviceMs: string }[]): Sums => ({
  jobs: rows.reduce((sum, { jobs }) => sum + jobs, 0),
  pictures: rows.reduce((sum, { pictures }) => sum + pictures, 0),
  micros: rows.reduce((sum, { deviceMs }) => sum + microsOf(deviceMs), 0n),
});

const ledgerOf = (rows: readonly Entry[]): Sums => ({
  jobs: rows.length,
  pictures: rows.reduce((sum, { pictures }) => sum + pictures, 0),
  micros: rows.reduce((sum, { micros }) => sum + BigInt(micros), 0n),
});

const day = fc.integer({ min: -1, max: DAYS });

test('days, people, teams and the rows of the export each add up to the ledger, to the last digit', async () => {
  await fc.assert(
    fc.asyncProperty(day, day, fc.constantFrom(null, 0, 1), async (a, b, team) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b) + 1].map((k) => BEGIN + k * DAY_MS) as [
        number,
        number,
      ];
      const period = { from: new Date(from), to: new Date(to) };
      const teamId = team === null ? null : teams[team]!;
      const meant = entries.filter(
        (one) => one.at >= from && one.at < to && (team === null || one.team === team),
      );
      const report = await usageReport(period, teamId);
      const ledger = ledgerOf(meant);
      expect(added([report.total])).toEqual(ledger);
      for (const rows of [report.days, report.people, report.teams, await usageRows(period, teamId)])
        expect(added(rows)).toEqual(ledger);
      for (const { id, ...sums } of report.people)
        expect(added([sums])).toEqual(ledgerOf(meant.filter(({ person }) => people[person] === id)));
      for (const { id, ...sums } of report.teams)
        expect(added([sums])).toEqual(ledgerOf(meant.filter((one) => (teams[one.team] ?? null) === id)));
      for (const { day: shown, ...sums } of report.days)
        expect(added([sums])).toEqual(
          ledgerOf(meant.filter(({ at }) => new Date(at).toISOString().startsWith(shown))),
        );
    }),
    { numRuns: 40 },
  );
});

test('a row of the export has one day, bill and person; names are those of today', async () => {
  const rows = await usageRows({ from: new Date(BEGIN), to: new Date(BEGIN + DAYS * DAY_MS) }, null);
  const keys = rows.map((row) => [row.day, row.team, row.costCentre, row.person].join('|'));
  expect(new Set(keys).size).toBe(rows.length);
  expect(new Set(rows.map(({ team }) => team))).toEqual(new Set(['Film', 'Print', null]));
  const days = rows.map((row) => row.day);
  expect(days).toEqual(days.toSorted());
});

test('nothing used is zero, not nothing', async () => {
  const period = { from: new Date('2020-01-01'), to: new Date('2020-01-02') };
  const { total, ...parts } = await usageReport(period, null);
  expect(added([total])).toEqual({ jobs: 0, pictures: 0, micros: 0n });
  expect(parts).toEqual({ days: [], people: [], teams: [] });
});
