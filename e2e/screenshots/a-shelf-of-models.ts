import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { golden, STARTER, STARTER_EMBEDDING, STARTER_LORA } from '@/worker/engine/testing/paths';
import { described, putFile } from '../support/model-files';
import type { Product } from '../support/product';

/** Where, from which file, with what its author says; the number is of the picture beside it. */
const SHELF: readonly (readonly [
  owner: string | null,
  path: string,
  source: string,
  says?: Says,
  picture?: number,
])[] = [
  [
    'ada',
    'models/Lora/paper-cut.safetensors',
    STARTER_LORA,
    { title: 'Paper Cut', words: 'paper cut, layered' },
    0,
  ],
  [
    'ada',
    'models/Lora/alpine-dusk.safetensors',
    STARTER_LORA,
    { title: 'Alpine Dusk', words: 'dusk, alpenglow' },
    6,
  ],
  ['ada', 'models/Lora/winter-fur.safetensors', STARTER_LORA, { words: 'thick winter fur' }, 1],
  ['ada', 'models/Lora/studies/botany-plates.safetensors', STARTER_LORA, { title: 'Botany Plates' }, 2],
  ['ada', 'models/Lora/ink-line.safetensors', STARTER_LORA, { words: 'ink line drawing' }],
  ['ada', 'embeddings/calm-sky.safetensors', STARTER_EMBEDDING, {}, 3],
  ['ada', 'embeddings/no-blur.safetensors', STARTER_EMBEDDING],
  ['ada', 'models/hypernetworks/grain.safetensors', golden('adapter-hypernetwork.safetensors')],
  ['ada', 'models/Stable-diffusion/house-style.safetensors', STARTER, { title: 'House Style 2' }, 4],
  ['ada', 'models/Lora/stone-age.safetensors', STARTER, {}, 5],
  [null, 'models/Stable-diffusion/house-style.safetensors', STARTER, { title: 'House Style 1' }, 0],
  [
    null,
    'models/Stable-diffusion/film-night.safetensors',
    STARTER,
    { title: 'Film Night', licence: 'In-house only' },
    1,
  ],
];

interface Says {
  title?: string;
  words?: string;
  licence?: string;
}

/** Models of every kind, as a designer of a studio has them; their pictures are those ada made. */
export async function aShelfOfModels(product: Product): Promise<void> {
  const day = join(product.dataDir, 'users', 'ada', 'outputs', 'txt2img-images');
  const [folder = ''] = await readdir(day);
  const pictures = (await readdir(join(day, folder))).filter((name) => name.endsWith('.png')).sort();
  for (const [owner, path, source, says = {}, picture] of SHELF) {
    if (picture !== undefined) {
      const bytes = await readFile(join(day, folder, pictures[picture % pictures.length]!));
      await putFile(product, owner, path.replace(/safetensors$/, 'preview.png'), bytes);
    }
    const metadata = {
      ...(says.title && { 'modelspec.title': says.title }),
      ...(says.words && { 'modelspec.trigger_phrase': says.words }),
      ...(says.licence && { 'modelspec.license': says.licence }),
    };
    await putFile(product, owner, path, await described(source, metadata));
  }
}
