import { expect, test } from 'vitest';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { useTestDatabase } from '@/lib/db/testing';
import { listActsOn, listAuditEntries } from './list-entries';
import { type Act, COMMAND_LINE, recordAct } from './record-act';
import { verifyAuditLog } from './verify';

useTestDatabase();

const act = (name: string, changes: Partial<Act> = {}): Act => ({
  action: 'team.created',
  actor: COMMAND_LINE,
  target: { kind: 'team', id: name, name },
  after: { name, costCentre: null, limits: { b: 2, a: [1, 'é'] } },
  ...changes,
});
const record = (given: Act) => inTransaction((client) => recordAct(client, given));

/** As somebody with the database's own rights could. */
async function tamper(statement: string): Promise<void> {
  await inTransaction(async (client) => {
    await client.query('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only');
    await client.query(statement);
    await client.query('ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only');
  });
}

test('an empty log is whole; acts at the same time form one chain without gaps', async () => {
  expect(await verifyAuditLog()).toMatchObject({ entries: 0, broken: null });
  await Promise.all(Array.from({ length: 30 }, (_, index) => record(act(`team ${index}`))));
  const { entries, broken, head } = await verifyAuditLog();
  expect({ entries, broken }).toEqual({ entries: 30, broken: null });
  const [newest] = await listAuditEntries({}, 1);
  expect(newest).toMatchObject({ id: 30, hash: head });
});

test('an act that is rolled back leaves no entry and no gap', async () => {
  const { entries } = await verifyAuditLog();
  await expect(
    inTransaction(async (client) => {
      await recordAct(client, act('never'));
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  await record(act('after it'));
  expect(await verifyAuditLog()).toMatchObject({ entries: entries + 1, broken: null });
});

test('text with NUL, half characters and great length is kept as text and verifies', async () => {
  await record(
    act('a\0b\ud800', {
      actor: { id: null, name: 'x'.repeat(5000), address: '::1' },
      before: { 'k\0': 'v\0' },
    }),
  );
  expect(await verifyAuditLog()).toMatchObject({ broken: null });
});

test('the database refuses to change or remove an entry', async () => {
  for (const statement of [
    'UPDATE audit_entry SET actor_name = $$eve$$',
    'DELETE FROM audit_entry WHERE id = 1',
    'TRUNCATE audit_entry',
  ])
    await expect(databasePool().query(statement)).rejects.toThrow('audit_entry is append-only');
});

test('filters narrow the list, and paging reaches every entry once', async () => {
  await record(act('Éclair', { action: 'team.archived' }));
  expect(await listAuditEntries({ search: 'éclair' }, 10)).toMatchObject([
    { action: 'team.archived', target: 'Éclair' },
  ]);
  expect(await listAuditEntries({ action: 'team.archived', search: 'nobody' }, 10)).toEqual([]);
  expect(await listAuditEntries({ from: new Date(Date.now() + 60_000) }, 10)).toEqual([]);
  const seen: number[] = [];
  for (let before: number | undefined; ; ) {
    const page = await listAuditEntries({ before }, 7);
    seen.push(...page.map(({ id }) => id));
    before = page.at(-1)?.id;
    if (page.length < 7) break;
  }
  const { entries } = await verifyAuditLog();
  expect(seen).toEqual(Array.from({ length: entries }, (_, index) => entries - index));
  expect(await listActsOn({ kind: 'team', id: 'Éclair' }, ['team.archived'], 5)).toHaveLength(1);
});

test('verify names the first entry that was changed, removed or cut off', async () => {
  const { entries, head } = await verifyAuditLog();
  expect(await verifyAuditLog(head)).toMatchObject({ broken: null });
  await tamper(`DELETE FROM audit_entry WHERE id = ${entries}`);
  expect(await verifyAuditLog()).toMatchObject({ broken: null });
  expect((await verifyAuditLog(head)).broken?.why).toMatch(/cut off the end/);
  await tamper(`DELETE FROM audit_entry WHERE id = 20`);
  expect((await verifyAuditLog()).broken).toEqual({ id: 21, why: 'Entry 20 is missing.' });
  await tamper(`UPDATE audit_entry SET after = '{"name": "other"}' WHERE id = 9`);
  expect((await verifyAuditLog()).broken).toEqual({
    id: 9,
    why: 'Its content was changed after it was written.',
  });
  await tamper(`UPDATE audit_entry SET previous_hash = repeat('1', 64) WHERE id = 4`);
  expect((await verifyAuditLog()).broken).toEqual({
    id: 4,
    why: 'It does not continue the entry before it.',
  });
});
