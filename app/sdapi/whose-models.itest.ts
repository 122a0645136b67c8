/** Whose LoRAs, VAEs, embeddings and hypernetworks a request finds: listed and drawn, with and without the flags. */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createToken } from '@/lib/auth/tokens';
import { addUser } from '@/lib/auth/users';
import { config } from '@/lib/config';
import { insideDataDir, insideTree, prepareTree } from '@/lib/data-dir';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { golden, STARTER, STARTER_EMBEDDING, STARTER_LORA } from '@/worker/engine/testing/paths';
import { emptyTensors } from '@/worker/engine/testing/safetensors-bytes';
import { startTestWorker, type TestWorker } from '@/worker/testing';
import { call, type RouteName } from './testing';

useTestDatabase();
const data = useTestDataDir();
let worker: TestWorker;

type Person = 'ann' | 'bob';
const headers = {} as Record<Person, { authorization: string }>;
const own = (userName: Person, path: string) => insideTree({ kind: 'own', userName }, path);

/** A file with the numbers of some tensors negated. All are 16-bit. */
function negated(path: string, isMeant: (tensor: string) => boolean): Buffer {
  const file = readFileSync(path);
  const length = Number(file.readBigUInt64LE());
  const header = JSON.parse(file.subarray(8, 8 + length).toString());
  for (const [name, { data_offsets }] of Object.entries<{ data_offsets: [number, number] }>(header)) {
    if (name === '__metadata__' || !isMeant(name)) continue;
    const [start, end] = data_offsets;
    for (let at = 8 + length + start + 1; at < 8 + length + end; at += 2) file[at]! ^= 0x80;
  }
  return file;
}

const KINDS = {
  lora: { folder: 'models/Lora', flag: 'loraDir', route: 'loras', source: STARTER_LORA },
  vae: { folder: 'models/VAE', flag: 'vaeDir', route: 'sd-vae', source: STARTER },
  embedding: { folder: 'embeddings', flag: 'embeddingsDir', route: 'embeddings', source: STARTER_EMBEDDING },
  hypernetwork: {
    folder: 'models/hypernetworks',
    flag: 'hypernetworkDir',
    route: 'hypernetworks',
    source: golden('adapter-hypernetwork.safetensors'),
  },
} as const;
type Kind = keyof typeof KINDS;
const ALL = Object.keys(KINDS) as Kind[];
/** Where files lie, each called after its place. */
const PLACES = ['annsfile', 'bobsfile', 'usualfile', 'givenfile'] as const;
type Place = (typeof PLACES)[number];
const given = (folder: string) => join(data.path, 'given', folder);

beforeAll(async () => {
  for (const name of ['ann', 'bob'] as const) {
    await addUser({ name, role: 'member', password: 'a good password' });
    headers[name] = { authorization: (await createToken({ userName: name, name: 'test' })).secret };
    await prepareTree({ kind: 'own', userName: name });
  }
  for (const { folder, source } of Object.values(KINDS)) {
    const roots = [own('ann', folder), own('bob', folder), insideDataDir(folder), given(folder)];
    for (const [k, root] of roots.entries()) {
      await mkdir(root, { recursive: true });
      await copyFile(source, join(root, `${PLACES[k]}.safetensors`));
    }
  }
});

const SMALL = { negative_prompt: '', width: 64, height: 64, steps: 2, seed: 11, sampler_name: 'Euler' };
async function draw(person: Person, body: object) {
  const { status, json } = await call('txt2img', {
    headers: headers[person],
    body: { ...SMALL, prompt: 'a barn', ...body },
  });
  expect(status).toBe(200);
  const pixels = await sharp(Buffer.from(json.images[0], 'base64')).raw().toBuffer();
  return {
    digest: createHash('sha256').update(pixels).digest('hex'),
    info: JSON.parse(json.info) as { comments?: string; infotexts: string[]; sd_vae_name: string | null },
  };
}

/** Whether a request of ann’s that names the file is drawn with it. */
async function isDrawn(kind: Kind, place: Place): Promise<boolean> {
  if (kind === 'vae') {
    const { info } = await draw('ann', { override_settings: { sd_vae: place } });
    return info.sd_vae_name === `${place}.safetensors`;
  }
  if (kind === 'embedding') {
    const { info } = await draw('ann', { prompt: `a barn ${place}` });
    return info.infotexts[0]!.includes(`TI hashes: "${place}: `);
  }
  const { info } = await draw('ann', {
    prompt: `a barn<${kind === 'lora' ? 'lora' : 'hypernet'}:${place}:1>`,
  });
  return !info.comments?.includes(`“${place}” was not found`);
}

async function listed(kind: Kind): Promise<string[]> {
  const route: RouteName = KINDS[kind].route;
  const { status, json } = await call(route, { headers: headers.ann });
  expect(status).toBe(200);
  if (kind === 'embedding') return Object.keys({ ...json.loaded, ...json.skipped });
  return json.map((item: { name?: string; model_name?: string }) =>
    (item.name ?? item.model_name)!.replace('.safetensors', ''),
  );
}

const UNSET: Record<Kind, Place[]> = {
  lora: ['annsfile'],
  vae: ['annsfile'],
  embedding: ['annsfile'],
  hypernetwork: ['annsfile'],
};
const SET: Record<Kind, Place[]> = {
  lora: ['annsfile', 'givenfile'],
  vae: ['givenfile'],
  embedding: ['givenfile'],
  hypernetwork: ['givenfile'],
};

describe.each([
  ['unset', UNSET],
  ['set', SET],
] as const)('flags %s', (flags, seen) => {
  beforeAll(async () => {
    const dirs = Object.values(KINDS).map(({ flag, folder }) => [
      flag,
      flags === 'set' ? given(folder) : null,
    ]);
    process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), ...Object.fromEntries(dirs) });
    worker = await startTestWorker();
  });
  afterAll(() => worker.stop());

  test.each(ALL)('%s: what is listed is what is drawn', async (kind) => {
    expect(await listed(kind)).toEqual(seen[kind]);
    const drawn: Place[] = [];
    for (const place of PLACES) if (await isDrawn(kind, place)) drawn.push(place);
    expect(drawn).toEqual(seen[kind]);
  });
});

describe('without flags', () => {
  beforeAll(async () => {
    const dirs = Object.values(KINDS).map(({ flag }) => [flag, null]);
    process.env.ATELIER_CONFIG = JSON.stringify({ ...config(), ...Object.fromEntries(dirs) });
    worker = await startTestWorker();
  });
  afterAll(() => worker.stop());

  test('two people with a LoRA and a VAE of the same name each get their own', async () => {
    await copyFile(STARTER_LORA, own('ann', 'models/Lora/ours.safetensors'));
    await writeFile(
      own('bob', 'models/Lora/ours.safetensors'),
      negated(STARTER_LORA, (tensor) => tensor.includes('up')),
    );
    await copyFile(STARTER, own('ann', 'models/VAE/ours.safetensors'));
    await writeFile(
      own('bob', 'models/VAE/ours.safetensors'),
      negated(STARTER, (tensor) => tensor === 'first_stage_model.decoder.conv_out.weight'),
    );
    const lora = { prompt: 'a barn<lora:ours:1>' };
    const vae = { override_settings: { sd_vae: 'ours' } };
    const plain = await draw('ann', {});
    expect((await draw('bob', {})).digest).toBe(plain.digest);
    for (const wishes of [lora, vae]) {
      const [anns, bobs] = await Promise.all([draw('ann', wishes), draw('bob', wishes)]);
      expect(anns.info.comments ?? '').toBe('');
      expect(bobs.info.comments ?? '').toBe('');
      expect(anns.digest).not.toBe(bobs.digest);
      expect(bobs.digest).not.toBe(plain.digest);
    }
    expect((await draw('ann', lora)).digest).not.toBe(plain.digest);
  });

  test('what lies in the usual shared folder and is not shared is told, with what to do', async () => {
    const { info } = await draw('ann', {
      prompt: 'a barn<lora:usualfile:1><lora:bobsfile:1>',
      override_settings: { sd_vae: 'usualfile' },
    });
    expect(info.comments).toContain(
      'The LoRA “usualfile” lies in models/Lora of the data directory, which is not shared: start Atelier with --lora-dir and that folder, or put the file into your own models/Lora.',
    );
    expect(info.comments).toContain('start Atelier with --vae-dir and that folder');
    expect(info.comments).toContain('The LoRA “bobsfile” was not found');
    expect(info.comments).not.toContain('The LoRA “bobsfile” lies');
  });

  test('what an admin published to a team is listed and drawn for its members, whatever the flags say', async () => {
    const sql = (text: string, values: unknown[] = []) => databasePool().query(text, values);
    const team = randomUUID();
    await sql(`INSERT INTO team (id, name, name_key) VALUES ($1, 'ink', 'ink')`, [team]);
    await sql('INSERT INTO team_member (team_id, user_id) SELECT $1, id FROM user_account WHERE name = $2', [
      team,
      'ann',
    ]);
    await sql(`UPDATE model SET access = 'teams' WHERE name = 'usualfile' AND owner_id IS NULL`);
    await sql(
      `INSERT INTO model_team (model_id, team_id) SELECT id, $1 FROM model WHERE name = 'usualfile' AND owner_id IS NULL`,
      [team],
    );
    for (const kind of ALL) {
      expect(await listed(kind), kind).toContain('usualfile');
      expect(await isDrawn(kind, 'usualfile'), kind).toBe(true);
    }
    const { info } = await draw('bob', { prompt: 'a barn<lora:usualfile:1>' });
    expect(info.comments).toBe('The LoRA “usualfile” was not found, so the picture is drawn without it.\n');
    await sql('UPDATE team SET archived_at = now() WHERE id = $1', [team]);
    expect(await listed('lora')).not.toContain('usualfile');
    await sql(`DELETE FROM model_team; UPDATE model SET access = 'usual'`);
  });

  test('lists tell what programs know of LoRAs and embeddings; damaged files break none', async () => {
    await writeFile(own('ann', 'models/Lora/torn.safetensors'), readFileSync(STARTER_LORA).subarray(0, 100));
    await writeFile(own('ann', 'embeddings/torn.safetensors'), 'no safetensors');
    const refresh = (name: 'refresh-loras' | 'refresh-embeddings') =>
      call(name, { method: 'POST', headers: headers.ann });
    expect(await refresh('refresh-loras')).toMatchObject({ status: 200, json: null });
    const loras = await call('loras', { headers: headers.ann });
    expect(loras.json).toContainEqual({
      name: 'torn',
      alias: 'torn',
      path: own('ann', 'models/Lora/torn.safetensors'),
      metadata: {},
    });
    expect(loras.json[0]).toEqual({
      name: 'annsfile',
      alias: 'sepia',
      path: own('ann', 'models/Lora/annsfile.safetensors'),
      metadata: expect.objectContaining({ ss_output_name: 'sepia', ss_network_dim: '4' }),
    });
    const etag = loras.headers.get('etag')!;
    const again = (name: 'ann' | 'bob') =>
      call('loras', { headers: { ...headers[name], 'if-none-match': etag } });
    expect(await again('ann')).toMatchObject({ status: 304 });
    const bobs = await again('bob');
    expect(bobs.status).toBe(200);
    expect(bobs.text).not.toContain(own('ann', 'models/Lora'));
    await writeFile(
      own('ann', 'embeddings/forxl.safetensors'),
      emptyTensors({ clip_l: [3, 768], clip_g: [3, 1280] }),
    );
    expect(await refresh('refresh-embeddings')).toMatchObject({ status: 200, json: null });
    const size = (shape: number, vectors: number) => ({
      step: null,
      sd_checkpoint: null,
      sd_checkpoint_name: null,
      shape,
      vectors,
    });
    expect((await call('embeddings', { headers: headers.ann })).json).toEqual({
      loaded: { annsfile: size(128, 2) },
      skipped: { forxl: size(2048, 3) },
    });
  });
});
