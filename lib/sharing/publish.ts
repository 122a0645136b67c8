import { recordAct } from '@/lib/audit/record-act';
import { findModelFile, type ModelFile } from '@/lib/catalog/model-file';
import { databasePool } from '@/lib/db/pool';
import { AppError, noSuch } from '@/lib/errors';
import { type OpenTree, openTree } from '@/lib/files/open-tree';
import type { Access } from './access';
import { refuseLeavingOut } from './left-out';
import { type ModelMove, moveModel } from './move-model';
import { accessOf } from './write-access';

/** An admin at work. */
export interface Admin {
  id: string;
  name: string;
  /** Where from, for the audit log. */
  address: string;
}

/** How a model out of somebody's own folder is shared. */
export interface Publication extends Access {
  /** Moved, it is no longer the owner's own; copied, they keep theirs as well. */
  mode: 'move' | 'copy';
  /** Without extension; left out: the one it has. */
  name?: string;
  /** The admin knows that the owner will not be able to use what is moved. */
  leavesOwnerOut?: boolean;
}

/** Shares a model of an admin's own; answers its id. @throws AppError `model_not_found`, `model_unusable` … */
export async function publishModel(admin: Admin, id: string, publication: Publication): Promise<string> {
  const model = await findModelFile(admin.id, id);
  if (model.ownerId !== admin.id) throw noSuch('model');
  await refuseUnusable(model);
  return moveModel({
    ...(await publicationOf(admin, model, publication)),
    record: async (client, published) => {
      await recordAct(client, {
        action: 'model.published',
        actor: admin,
        target: { kind: 'model', id: published, name: model.name },
        after: { mode: publication.mode, from: admin.name, ...(await accessOf(client, published)) },
      });
    },
  });
}

/** What sharing a model of somebody's own is made of. */
export async function publicationOf(
  admin: Admin,
  model: ModelFile,
  { mode, name, access, teams, leavesOwnerOut = false }: Publication,
): Promise<Omit<ModelMove, 'record'>> {
  return {
    model,
    source: await openTree('own', { id: model.ownerId!, name: model.ownerName! }, admin.address),
    target: await openTree('shared', admin, admin.address),
    mode,
    name,
    access: { access, teams },
    check: async (client) => {
      if (mode === 'move' && !leavesOwnerOut) await refuseLeavingOut(client, model, { access, teams });
    },
  };
}

/** Takes a shared model into the admin's own folder: nobody else sees it any more. @throws AppError `quota_reached` … */
export async function unshareModel(
  admin: Admin,
  id: string,
  { version, name }: { version: number; name?: string },
): Promise<void> {
  const model = await findModelFile(admin.id, id, true);
  if (model.ownerId !== null) throw noSuch('model');
  const source: OpenTree = await openTree('shared', admin, admin.address);
  await moveModel({
    model: { ...model, version },
    source,
    target: await openTree('own', admin, admin.address),
    mode: 'move',
    name,
    record: (client, moved) =>
      recordAct(client, {
        action: 'model.unshared',
        actor: admin,
        target: { kind: 'model', id: moved, name: model.name },
        after: { to: admin.name },
      }),
  });
}

/** @throws AppError `model_unusable` (409) */
export async function refuseUnusable({ id, name }: ModelFile): Promise<void> {
  const { rows } = await databasePool().query<{ problem: string | null }>(
    'SELECT problem FROM model WHERE id = $1',
    [id],
  );
  if (!rows[0]?.problem) return;
  throw new AppError({
    code: 'model_unusable',
    status: 409,
    message: `“${name}” can’t be used, so it can’t be shared: ${rows[0].problem}`,
  });
}
