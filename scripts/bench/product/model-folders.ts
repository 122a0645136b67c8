import { link, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { insideTree, ownRoot, sharedRoot } from '@/lib/data-dir';
import { golden, STARTER_EMBEDDING, STARTER_LORA } from '@/worker/engine/testing/paths';
import { safetensorsBytes } from '@/worker/engine/testing/safetensors-bytes';

/** Who has most of the files. */
export const OWNER = 'admin';
/** So many files, 10,000 in all: names of their folders, whose they are, and what they are copies of. */
const SHARED_CHECKPOINTS = 2_000;
const OWN = { lora: 5_000, embedding: 1_500, vae: 500, hypernetwork: 500 } as const;
const OF_OTHERS = 500;
/** A data directory of people who have put nothing anywhere still has folders. */
const PLACES = [
  'models/Stable-diffusion',
  'models/VAE',
  'models/Lora',
  'models/ControlNet',
  'models/ESRGAN',
  'models/GFPGAN',
  'models/hypernetworks',
  'embeddings',
];

export const nameOf = (person: number) => `person-${String(person).padStart(4, '0')}`;

/** What trainers write into a header: some sixty settings, and how often each tag was said. */
const TRAINING = {
  ...Object.fromEntries(Array.from({ length: 60 }, (_, k) => [`ss_setting_${k}`, `value ${k} `.repeat(6)])),
  ss_tag_frequency: JSON.stringify({
    '10_pictures': Object.fromEntries(Array.from({ length: 900 }, (_, k) => [`tag number ${k}`, 900 - k])),
  }),
};

/** A LoRA as people have them: the starter's with all that a trainer says. */
async function trainedLora(path: string): Promise<void> {
  const bytes = await readFile(STARTER_LORA);
  const length = Number(bytes.readBigUInt64LE());
  const { __metadata__, ...tensors } = JSON.parse(bytes.subarray(8, 8 + length).toString());
  const header = { __metadata__: { ...__metadata__, ...TRAINING }, ...tensors };
  await writeFile(path, safetensorsBytes(header, bytes.subarray(8 + length)));
}

/** Hard links cost no space. */
async function linkMany(source: string, folder: string, count: number): Promise<void> {
  for (let k = 0; k < count; k++) {
    const path = join(folder, `group ${k % 20}`, `model ${k}.safetensors`);
    await mkdir(dirname(path), { recursive: true });
    await link(source, path);
  }
}

/** Makes the folders of so many people and 10,000 model files. @param work a folder on the same disk */
export async function makeModelFolders(work: string, people: number): Promise<void> {
  const copy = async (source: string, name: string) => {
    const path = join(work, name);
    await writeFile(path, await readFile(source));
    return path;
  };
  const lora = join(work, 'lora.safetensors');
  await trainedLora(lora);
  const checkpoint = await copy(golden('networks-sd1.safetensors'), 'checkpoint.safetensors');
  const sources = {
    lora,
    vae: checkpoint,
    embedding: await copy(STARTER_EMBEDDING, 'embedding.safetensors'),
    hypernetwork: await copy(golden('adapter-hypernetwork.safetensors'), 'hypernetwork.safetensors'),
  };
  for (let person = 0; person < people; person++) {
    const tree = { kind: 'own', userName: nameOf(person) } as const;
    for (const place of PLACES) await mkdir(insideTree(tree, place), { recursive: true });
    if (person < OF_OTHERS) await linkMany(lora, ownRoot('lora', nameOf(person)), 1);
  }
  await linkMany(checkpoint, sharedRoot('checkpoint'), SHARED_CHECKPOINTS);
  for (const [kind, count] of Object.entries(OWN) as [keyof typeof OWN, number][])
    await linkMany(sources[kind], ownRoot(kind, OWNER), count);
}
