/** What tests of sharing need: people in teams, models with their rows as a scan would write them, who sees what. */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listModels, type ModelKind } from '@/lib/catalog';
import { ownRoot, prepareTree, sharedRoot } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { newId } from '@/lib/jobs/job-id';
import { addPerson } from '@/lib/jobs/testing';
import type { Admin } from './publish';

let count = 0;

/** Somebody with a folder; also as what admins act as. */
export async function aPerson(word: string): Promise<Admin> {
  const name = `${word}-${process.pid}-${++count}`;
  await prepareTree({ kind: 'own', userName: name });
  return { id: await addPerson(name), name, address: 'local' };
}

export async function aTeam(...members: readonly { id: string }[]): Promise<string> {
  const id = newId();
  const name = `Team ${++count}`;
  await databasePool().query('INSERT INTO team (id, name, name_key) VALUES ($1, $2, $3)', [
    id,
    name,
    name.toLowerCase(),
  ]);
  for (const member of members)
    await databasePool().query('INSERT INTO team_member (team_id, user_id) VALUES ($1, $2)', [id, member.id]);
  return id;
}

/** A model's file and its row; `owner` null: a shared one. */
export async function aModel(
  owner: { id: string; name: string } | null,
  path: string,
  { kind = 'lora', content = path }: { kind?: ModelKind; content?: string } = {},
): Promise<string> {
  const file = join(owner ? ownRoot(kind, owner.name) : sharedRoot(kind), path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  const { size, mtime } = await stat(file);
  const id = newId();
  await databasePool().query(
    `INSERT INTO model (id, kind, place, owner_id, path, name, size, modified_at) VALUES ($1, $2, $2, $3, $4, $5, $6, $7)`,
    [id, kind, owner?.id ?? null, path, path.replace(/^.*\//, '').replace(/\.[^.]+$/, ''), size, mtime],
  );
  return id;
}

/** Ids of the models somebody sees. */
export async function seenBy({ id }: { id: string }): Promise<string[]> {
  return (await listModels({ viewer: id, limit: 100 })).models.map((model) => model.id);
}
