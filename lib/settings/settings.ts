import type { Plain } from '@/lib/audit/canonical-json';
import { type Actor, recordAct } from '@/lib/audit/record-act';
import { databasePool, inTransaction } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { SETTINGS, type SettingKey, type Settings } from './setting-table';

/** A setting as the page shows it. Version 0: nobody has changed it. */
export interface SettingView {
  key: SettingKey;
  value: Plain;
  initial: Plain;
  version: number;
  updatedBy: string | null;
  /** ISO 8601. */
  updatedAt: string | null;
}

const KEYS = Object.keys(SETTINGS) as SettingKey[];

/** What a stored value says, or the initial one: a value of an older version must not stop anything. */
function read(key: SettingKey, stored: unknown): Plain {
  const parsed = SETTINGS[key].schema.safeParse(stored);
  return parsed.success ? parsed.data : SETTINGS[key].initial;
}

/** All settings as they are now. */
export async function readSettings(): Promise<Settings> {
  const { rows } = await databasePool().query<{ key: string; value: unknown }>(
    'SELECT key, value FROM setting',
  );
  const stored = new Map(rows.map(({ key, value }) => [key, value]));
  const entries = KEYS.map((key) => [
    key,
    stored.has(key) ? read(key, stored.get(key)) : SETTINGS[key].initial,
  ]);
  return Object.fromEntries(entries) as Settings;
}

/** All settings with who changed them last. */
export async function listSettings(): Promise<SettingView[]> {
  const { rows } = await databasePool().query<{
    key: string;
    value: unknown;
    version: number;
    updated_at: Date;
    by: string | null;
  }>(
    `SELECT s.key, s.value, s.version, s.updated_at, u.name AS by
     FROM setting s LEFT JOIN user_account u ON u.id = s.updated_by`,
  );
  return KEYS.map((key) => {
    const row = rows.find((candidate) => candidate.key === key);
    const initial = SETTINGS[key].initial as Plain;
    return {
      key,
      value: row ? read(key, row.value) : initial,
      initial,
      version: row?.version ?? 0,
      updatedBy: row?.by ?? null,
      updatedAt: row?.updated_at.toISOString() ?? null,
    };
  });
}

/** Somebody else changed the setting since: says who, and to what. */
function changedBy(name: string | null, value: unknown): AppError {
  return new AppError({
    code: 'changed_meanwhile',
    status: 409,
    message: `${name ?? 'Somebody'} changed this setting meanwhile, to ${JSON.stringify(value)}. Look at it, then change it again.`,
  });
}

/**
 * Changes a setting as it was at `version` (0: nobody had changed it). Throws AppError 409 with what it is now when
 * somebody else was faster, ZodError for a value it can't have.
 */
export async function changeSetting(
  actor: Actor,
  key: SettingKey,
  version: number,
  given: unknown,
): Promise<void> {
  const value: Plain = SETTINGS[key].schema.parse(given);
  await inTransaction(async (client) => {
    // Two who change it for the first time must take turns as well, and there is no row to lock yet.
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`setting:${key}`]);
    const { rows } = await client.query<{ value: Plain; version: number; by: string | null }>(
      `SELECT s.value, s.version, u.name AS by FROM setting s LEFT JOIN user_account u ON u.id = s.updated_by
       WHERE s.key = $1`,
      [key],
    );
    const row = rows[0];
    if ((row?.version ?? 0) !== version) throw changedBy(row?.by ?? null, row?.value);
    const before = row ? row.value : (SETTINGS[key].initial as Plain);
    if (JSON.stringify(before) === JSON.stringify(value)) return;
    await client.query(
      `INSERT INTO setting (key, value, version, updated_by, updated_at) VALUES ($1, $2, 1, $3, now())
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = setting.version + 1,
         updated_by = excluded.updated_by, updated_at = now()`,
      [key, JSON.stringify(value), actor.id],
    );
    await recordAct(client, {
      action: 'setting.changed',
      actor,
      target: { kind: 'setting', id: key, name: key },
      before: { value: before },
      after: { value },
    });
  });
}
