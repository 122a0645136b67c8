import { beforeAll, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { config } from '@/lib/config';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { submitJob } from '@/lib/jobs';
import { reportProgress } from '@/lib/jobs/report-progress';
import { aRequest, aRunningJob } from '@/lib/jobs/testing';
import { call, type RouteName } from './testing';

useTestDatabase();
useTestDataDir();

let ann: string;
let headers: { authorization: string };
let adminHeaders: { authorization: string };

async function headersOf(name: string, role: 'member' | 'admin') {
  const { id } = await addUser({ name, role, password: 'a good password' });
  return { id, headers: { authorization: (await createToken({ userName: name, name: 'test' })).secret } };
}

beforeAll(async () => {
  ({ id: ann, headers } = await headersOf('ann', 'member'));
  ({ headers: adminHeaders } = await headersOf('root', 'admin'));
});

test('flags are told under the names of the reference, without folders and secrets', async () => {
  const { json, text } = await call('cmd-flags', { headers });
  expect(json).toMatchObject({
    api: true,
    nowebui: false,
    xformers: false,
    port: config().port,
    medvram: false,
  });
  expect(json.cors_allow_origins).toBeNull();
  expect(text).not.toContain(config().dataDir);
  expect(
    Object.keys(json).filter((name) => /auth|_dir$|models_path|tls|oidc|ngrok|server_name/.test(name)),
  ).toEqual([]);
});

test('memory is of this process; graphics cards are elsewhere', async () => {
  const { json, text } = await call('memory', { headers });
  expect(json.ram.used).toBeGreaterThan(1e7);
  expect(json.ram.free + json.ram.used).toBe(json.ram.total);
  expect(json.cuda).toEqual({ error: 'unavailable' });
  expect(text).toMatch(/"total":\d+\.0}/);
});

test.each<RouteName>(['face-restorers', 'realesrgan-models', 'extensions', 'sd-modules'])(
  '%s: none',
  async (name) => {
    expect((await call(name, { headers })).text).toBe('[]');
  },
);

test.each<RouteName>(['unload-checkpoint', 'reload-checkpoint'])('%s has nothing to do', async (name) => {
  expect((await call(name, { headers, method: 'POST' })).text).toBe('{}');
});

test.each<RouteName>(['create/embedding', 'create/hypernetwork', 'train/embedding', 'train/hypernetwork'])(
  '%s is not offered, and says what to do',
  async (name) => {
    expect(await call(name, { headers, body: { name: 'x' } })).toMatchObject({
      status: 501,
      json: {
        error: 'HTTPException',
        detail:
          'Training is not supported here. Train with another program and put the file into your models.',
        body: '',
        errors: '',
      },
    });
  },
);

test('interrogate: not offered; a model that nobody knows is 404', async () => {
  expect((await call('interrogate', { headers, body: { image: 'AAAA', model: 'clip' } })).status).toBe(501);
  expect(await call('interrogate', { headers, body: { model: 'blip' } })).toMatchObject({
    status: 404,
    json: { error: 'HTTPException', detail: 'Model not found' },
  });
  expect(await call('interrogate', { headers, body: { model: null } })).toMatchObject({
    status: 422,
    json: { detail: [{ loc: ['body', 'model'], type: 'type_error.none.not_allowed' }] },
  });
});

test('options: the full set is there, and comes back unchanged with one changed', async () => {
  const { json: all, text } = await call('options', { headers });
  expect(Object.keys(all).length).toBeGreaterThan(250);
  for (const part of [
    '"notification_volume":100.0',
    '"lora_in_memory_limit":0,',
    '"save_incomplete_images":false',
  ])
    expect(text).toContain(part);
  const changed = { ...all, img_max_size_mp: 100, hidden_tabs: ['Train'] };
  expect((await call('options', { headers, body: changed })).text).toBe('null');
  const after = await call('options', { headers });
  expect(after.json).toEqual(changed);
  expect(after.text).toContain('"img_max_size_mp":100.0');
  expect((await call('options', { headers: adminHeaders })).json.hidden_tabs).toEqual([]);
});

test('every option has a hint', async () => {
  const { json } = await call('/internal/quicksettings-hint', { headers });
  expect(json).toContainEqual({ name: 's_noise', label: 'S noise' });
  expect(json.map(({ name }: { name: string }) => name)).toEqual(
    Object.keys((await call('options', { headers })).json),
  );
});

test('what the installation is, admins may read and keep', async () => {
  expect((await call('/internal/sysinfo', { headers })).status).toBe(403);
  const shown = await call('/internal/sysinfo', { headers: adminHeaders });
  expect(shown.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(shown.json).toMatchObject({
    Version: expect.stringContaining('Atelier'),
    Workers: [],
    Flags: { api: true },
  });
  expect(shown.text).not.toContain(config().dataDir);
  const kept = await call('/internal/sysinfo-download', { headers: adminHeaders });
  expect(kept.headers.get('content-disposition')).toMatch(/^attachment; filename="sysinfo-[\d-]{16}\.json"$/);
  expect((await call('/internal/profile-startup', { headers })).status).toBe(403);
  expect((await call('/internal/profile-startup', { headers: adminHeaders })).json.total).toBeGreaterThan(0);
});

const taskProgress = async (body: unknown, as = headers) =>
  (await call('/internal/progress', { headers: as, body })).json;

test('tasks: waiting in their order, running with previews, and nobody else’s', async () => {
  const unknown = {
    active: false,
    queued: false,
    completed: false,
    progress: null,
    eta: null,
    live_preview: null,
    id_live_preview: -1,
    textinfo: 'Waiting...',
  };
  expect(await taskProgress({ id_task: 'task(nobody)' })).toEqual(unknown);
  expect(await taskProgress({})).toEqual(unknown);
  const { view, claimed } = await aRunningJob(ann);
  for (const taskId of ['second', 'third']) await submitJob({ userId: ann, request: aRequest(), taskId });
  expect((await call('/internal/pending-tasks', { headers })).json).toEqual({
    size: 2,
    tasks: ['second', 'third'],
  });
  expect((await call('/internal/pending-tasks', { headers: adminHeaders })).json).toEqual({
    size: 0,
    tasks: [],
  });
  expect(await taskProgress({ id_task: 'third' })).toEqual({
    ...unknown,
    queued: true,
    textinfo: 'In queue: 2/2',
  });
  expect(await taskProgress({ id_task: 'third' }, adminHeaders)).toEqual(unknown);
  await reportProgress(claimed, {
    phase: 'denoising',
    batch: 0,
    batches: 1,
    step: 5,
    steps: 20,
    eta: 3,
    preview: Buffer.from('a preview'),
  });
  const active = await taskProgress({ id_task: view.taskId });
  expect(active).toEqual({
    active: true,
    queued: false,
    completed: false,
    progress: 0.25,
    eta: 3,
    live_preview: expect.stringMatching(/^data:image\/png;base64,/),
    id_live_preview: expect.any(Number),
    textinfo: null,
  });
  const again = { id_task: view.taskId, id_live_preview: active.id_live_preview };
  expect(await taskProgress(again)).toMatchObject({
    live_preview: null,
    id_live_preview: active.id_live_preview,
  });
  expect(await taskProgress({ id_task: view.taskId, live_preview: false })).toMatchObject({
    live_preview: null,
  });
});
