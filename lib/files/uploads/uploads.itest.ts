import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Upload } from 'tus-js-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listAuditEntries } from '@/lib/audit/list-entries';
import { insideTree, insideUploads, uploadsDir } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { SETTINGS } from '@/lib/settings/setting-table';
import { changeSetting } from '@/lib/settings/settings';
import { keepFilesTidy } from '../keep-tidy';
import { openTree } from '../open-tree';
import { storageOf } from '../storage';
import { aPersonWithFiles, filesBelow, put, type TestPerson } from '../testing';
import { listTrash } from '../trash';
import { createUpload } from './create-upload';
import { finishUpload } from './finish-upload';
import { startUploadServer, type UploadServer } from './testing';
import { listUploads } from './upload-row';

useTestDatabase();
useTestDataDir();

const MB = 1024 * 1024;
let me: TestPerson;
let server: UploadServer;
beforeEach(async () => {
  me = await aPersonWithFiles();
  server = await startUploadServer(me.open);
});
afterEach(() => server.close());

const metadataOf = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

async function begin(path: string, size: number, fields: Record<string, string> = {}): Promise<Response> {
  return fetch(server.url, {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(size),
      'upload-metadata': metadataOf({ path, ...fields }),
    },
  });
}

const idOf = (response: Response) => response.headers.get('location')!.split('/').at(-1)!;

function send(id: string, offset: number, body: string): Promise<Response> {
  return fetch(`${server.url}/${id}`, {
    method: 'PATCH',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body,
  });
}

async function upload(path: string, content: string, fields: Record<string, string> = {}): Promise<string> {
  const id = idOf(await begin(path, Buffer.byteLength(content), fields));
  await send(id, 0, content);
  return id;
}

const digestOf = (content: string) => createHash('sha256').update(content).digest('hex');
const quota = (bytes: number) =>
  databasePool().query('UPDATE user_account SET quota_bytes = $2 WHERE id = $1', [me.id, bytes]);
const codeOf = async (response: Response) => (await response.json()).error.code;

test('a file arrives in parts, is out of sight until it is whole, and keeps its date', async () => {
  const date = new Date('2020-02-03T04:05:06Z');
  const id = idOf(await begin('inputs/new/deep/a.txt', 6, { modified: String(date.getTime()) }));
  expect((await send(id, 0, 'abc')).headers.get('upload-offset')).toBe('3');
  expect(await filesBelow(me.open, 'inputs')).toEqual([]);
  expect(await listUploads(me.open)).toMatchObject([
    { id, path: 'inputs/new/deep/a.txt', size: 6, received: 3 },
  ]);
  await expect(finishUpload(me.open, id, {})).rejects.toMatchObject({ code: 'upload_unfinished' });
  expect((await send(id, 2, 'x')).status).toBe(409);
  expect((await send(id, 3, 'defg')).status).toBe(413);
  expect((await send(id, 3, 'def')).status).toBe(204);
  const finished = { path: 'inputs/new/deep/a.txt', bytes: 6, sha256: digestOf('abcdef') };
  expect(await finishUpload(me.open, id, { sha256: digestOf('abcdef').toUpperCase() })).toEqual(finished);
  expect(await finishUpload(me.open, id, {})).toEqual(finished);
  const placed = insideTree(me.open.tree, 'inputs/new/deep/a.txt');
  expect(await readFile(placed, 'utf8')).toBe('abcdef');
  expect((await stat(placed)).mtime).toEqual(date);
  expect(await readdir(uploadsDir(me.open.tree))).toEqual([]);
  expect(await listUploads(me.open)).toEqual([]);
});

test('300 MB with the connection cut five times arrive as they were', async () => {
  const source = join(uploadsDir(me.open.tree), 'source');
  const file = await open(source, 'w');
  const block = randomBytes(MB);
  for (let k = 0; k < 300; k++) {
    block.writeUInt32LE(k);
    await file.write(block);
  }
  await file.close();
  const cuts = [20, 80, 140, 200, 260].map((at) => at * MB);
  let broken = 0;
  const url = await new Promise<string>((resolve, reject) => {
    const client = new Upload(createReadStream(source), {
      endpoint: server.url,
      uploadSize: 300 * MB,
      chunkSize: 64 * MB,
      metadata: { path: 'models/Stable-diffusion/big.safetensors' },
      retryDelays: [0, 10, 10, 10, 10, 10],
      onProgress: (sent) => {
        if (cuts[0] === undefined || sent < cuts[0]) return;
        cuts.shift();
        server.cut();
      },
      onShouldRetry: () => {
        broken++;
        return true;
      },
      onError: reject,
      onSuccess: () => resolve(client.url!),
    });
    client.start();
  });
  expect(broken).toBe(5);
  const hash = createHash('sha256');
  await pipeline(createReadStream(source), hash);
  const sha256 = hash.digest('hex');
  const id = url.split('/').at(-1)!;
  expect(await finishUpload(me.open, id, { sha256 })).toMatchObject({ bytes: 300 * MB, sha256 });
});

test('a file that arrived damaged is not kept', async () => {
  const id = await upload('inputs/a', 'abc');
  await expect(finishUpload(me.open, id, { sha256: digestOf('abd') })).rejects.toMatchObject({
    code: 'checksum_differs',
    status: 422,
  });
  expect(await readdir(uploadsDir(me.open.tree))).toEqual([]);
  expect(await filesBelow(me.open, 'inputs')).toEqual([]);
});

test('what is there is never overwritten silently', async () => {
  await put(me.open, 'inputs/Photo.png', 'old');
  const refused = await begin('inputs/photo.PNG', 3);
  expect([refused.status, await codeOf(refused)]).toEqual([409, 'name_taken']);
  expect(await listUploads(me.open)).toEqual([]);
  const finish = async (ifTaken: 'skip' | 'keep-both' | 'replace') => {
    const id = await upload('inputs/photo.PNG', 'new', { ifTaken });
    await expect(finishUpload(me.open, id, {})).rejects.toMatchObject({ code: 'name_taken' });
    return (await finishUpload(me.open, id, { ifTaken })).path;
  };
  expect(await finish('skip')).toBeNull();
  expect(await finish('keep-both')).toBe('inputs/photo (2).PNG');
  expect(await finish('replace')).toBe('inputs/photo.PNG');
  expect(await filesBelow(me.open, 'inputs')).toEqual(['photo (2).PNG', 'photo.PNG']);
  expect(await listTrash(me.open)).toMatchObject([{ originalPath: 'inputs/Photo.png' }]);
});

test('a name taken while the file was on its way is asked about, and nothing has to be sent again', async () => {
  const id = await upload('inputs/a', 'mine');
  await put(me.open, 'inputs/a', 'theirs');
  await expect(finishUpload(me.open, id, {})).rejects.toMatchObject({ code: 'name_taken' });
  expect(await finishUpload(me.open, id, { ifTaken: 'keep-both' })).toMatchObject({ path: 'inputs/a (2)' });
});

test('bytes on their way count, so the quota is never passed by uploading', async () => {
  await put(me.open, 'inputs/a', '12345');
  await quota(10);
  await storageOf(me);
  expect((await begin('inputs/b', 4)).status).toBe(201);
  expect(await storageOf(me)).toMatchObject({ used: 5, reserved: 4 });
  const refused = await begin('inputs/c', 2);
  expect([refused.status, await codeOf(refused)]).toEqual([507, 'quota_reached']);
});

test('a file larger than the settings allow is refused before it is sent', async () => {
  const actor = { id: me.id, name: me.name, address: 'local' };
  await changeSetting(actor, 'uploadLimitBytes', 0, 2000);
  try {
    expect((await begin('inputs/fits', 2000)).status).toBe(201);
    const refused = await begin('inputs/large', 2001);
    expect(refused.status).toBe(413);
    expect((await refused.json()).error).toMatchObject({
      code: 'upload_too_large',
      message: expect.stringMatching(/^A file may have 2 KB here/),
    });
  } finally {
    await changeSetting(actor, 'uploadLimitBytes', 1, SETTINGS.uploadLimitBytes.initial);
  }
});

test('what arrives in the shared tree is in the audit log with its digest', async () => {
  const shared = await openTree('shared', me);
  const path = `models/Lora/${me.name}.safetensors`;
  const id = await createUpload(shared, { path, size: 3, modifiedAt: null, ifTaken: 'refuse' });
  await writeFile(insideUploads(shared.tree, id), 'abc');
  await finishUpload(shared, id, {});
  expect(await listAuditEntries({ action: 'file.uploaded', search: me.name }, 2)).toMatchObject([
    { actor: me.name, target: path, after: { files: [{ to: path, bytes: 3, sha256: digestOf('abc') }] } },
  ]);
});

test('a quota reached on the way ends the upload, and nothing half is left', async () => {
  await storageOf(me);
  const id = idOf(await begin('inputs/a', 6));
  await send(id, 0, 'abc');
  await quota(5);
  const refused = await send(id, 3, 'def');
  expect([refused.status, await codeOf(refused)]).toEqual([507, 'quota_reached']);
  expect(await readdir(uploadsDir(me.open.tree))).toEqual([]);
  expect((await storageOf(me)).reserved).toBe(0);
});

test('a quota reached at the end as well', async () => {
  await storageOf(me);
  const id = await upload('inputs/a', 'abcdef');
  await quota(5);
  await expect(finishUpload(me.open, id, {})).rejects.toMatchObject({ code: 'quota_reached' });
  expect(await readdir(uploadsDir(me.open.tree))).toEqual([]);
  expect(await filesBelow(me.open, 'inputs')).toEqual([]);
});

test('nobody reaches another person’s upload', async () => {
  const other = await aPersonWithFiles();
  const id = await createUpload(other.open, { path: 'a', size: 3, modifiedAt: null, ifTaken: 'refuse' });
  expect((await send(id, 0, 'abc')).status).toBe(404);
  for (const method of ['HEAD', 'DELETE'])
    await fetch(`${server.url}/${id}`, { method, headers: { 'tus-resumable': '1.0.0' } });
  await expect(finishUpload(me.open, id, {})).rejects.toMatchObject({ code: 'upload_not_found' });
  expect(await listUploads(other.open)).toMatchObject([{ id, received: 0 }]);
});

test('an upload can be cancelled; one nobody goes on with is forgotten', async () => {
  const cancelled = idOf(await begin('inputs/a', 3));
  const answer = await fetch(`${server.url}/${cancelled}`, {
    method: 'DELETE',
    headers: { 'tus-resumable': '1.0.0' },
  });
  expect(answer.status).toBe(204);
  const forgotten = idOf(await begin('inputs/b', 3));
  await databasePool().query(`UPDATE upload SET expires_at = now() WHERE id = $1`, [forgotten]);
  expect((await send(forgotten, 0, 'abc')).status).toBe(404);
  await writeFile(insideUploads(me.open.tree, 'stray'), '');
  await keepFilesTidy();
  // What is younger than an hour may still get its row.
  expect((await readdir(uploadsDir(me.open.tree))).sort()).toEqual([forgotten, 'stray'].sort());
});

test.each([
  ['nothing', '', 422],
  ['the folder above', '..', 400],
  ['beside the tree', '../x', 400],
  ['the root of the disk', '/etc/passwd', 400],
  ['the trash', '.trash/x', 400],
  ['a hidden name at the top', '.hidden', 400],
  ['a device', 'inputs/con', 400],
  ['a backslash', 'inputs/a\\b', 400],
  ['5,600 characters', 'inputs/x'.repeat(700), 400],
])('%s is no place for an upload', async (_, path, status) => {
  expect((await begin(path, 1)).status).toBe(status);
  expect(await listUploads(me.open)).toEqual([]);
});

test('an upload without a path, a length or with an unknown wish is refused with a sentence', async () => {
  const headers = { 'tus-resumable': '1.0.0', 'upload-length': '1' };
  const nameless = await fetch(server.url, { method: 'POST', headers });
  expect([nameless.status, await codeOf(nameless)]).toEqual([422, 'bad_fields']);
  expect((await begin('inputs/a', 1, { ifTaken: 'destroy' })).status).toBe(422);
  const endless = await fetch(server.url, {
    method: 'POST',
    headers: { 'tus-resumable': '1.0.0', 'upload-defer-length': '1' },
  });
  expect(endless.status).toBe(501);
});

test('an empty file is a file', async () => {
  const id = idOf(await begin('inputs/empty', 0));
  expect(await finishUpload(me.open, id, {})).toMatchObject({ path: 'inputs/empty', bytes: 0 });
});
