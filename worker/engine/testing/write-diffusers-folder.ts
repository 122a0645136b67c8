import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { golden } from './paths';
import { type StoredTensor, type StoredTensors, safetensorsOf, storedTensors } from './stored-tensors';
import { temporaryFolder } from './temporary-folder';

interface FolderPlan {
  'model_index.json': object;
  scheduler: object;
  configs: Record<string, object>;
  /** Component → Diffusers name → [single-file name, …operations]. */
  keys: Record<string, Record<string, string[]>>;
}

/** A Diffusers tensor from the single-file one; see golden/keys.py for the operations. */
function operated(tensor: StoredTensor, operations: string[]): StoredTensor {
  return operations.reduce(({ dtype, shape, data }, operation) => {
    const [what, from, to] = operation.split(' ');
    const [rows = 1, columns = 1] = shape;
    if (what === 'squeeze') return { dtype, shape: shape.slice(0, 2), data };
    if (what === 'rows') {
      const row = data.length / rows;
      const [first, last] = [Number(from), Number(to)];
      return {
        dtype,
        shape: [last - first, ...shape.slice(1)],
        data: data.subarray(first * row, last * row),
      };
    }
    const bytes = data.length / rows / columns;
    const turned = Buffer.alloc(data.length);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        data.copy(turned, (j * rows + i) * bytes, (i * columns + j) * bytes, (i * columns + j + 1) * bytes);
      }
    }
    return { dtype, shape: [columns, rows], data: turned };
  }, tensor);
}

const writeJson = (file: string, value: object) => writeFile(file, JSON.stringify(value));

const baseName = (component: string) => (component.startsWith('text') ? 'model' : 'diffusion_pytorch_model');

async function writeWeights(
  folder: string,
  base: string,
  tensors: StoredTensors,
  parts: number,
): Promise<void> {
  if (parts === 1) {
    await writeFile(path.join(folder, `${base}.safetensors`), safetensorsOf(tensors));
    return;
  }
  const map: Record<string, string> = {};
  for (let part = 0; part < parts; part++) {
    const name = `${base}-0000${part + 1}-of-0000${parts}.safetensors`;
    const own = [...tensors].filter((_, i) => i % parts === part);
    for (const [tensor] of own) map[tensor] = name;
    await writeFile(path.join(folder, name), safetensorsOf(new Map(own)));
  }
  await writeJson(path.join(folder, `${base}.safetensors.index.json`), { metadata: {}, weight_map: map });
}

/**
 * A golden checkpoint as a Diffusers folder, each component's weights in so many files.
 * @returns path of the folder
 */
export async function diffusersFolder(family: 'sd1' | 'sd2' | 'sdxl', parts = 1): Promise<string> {
  const plans = JSON.parse(await readFile(golden('networks-diffusers.json'), 'utf8'));
  const plan = plans[family] as FolderPlan;
  const single = await storedTensors(golden(`networks-${family}.safetensors`));
  const root = await temporaryFolder();
  await writeJson(path.join(root, 'model_index.json'), plan['model_index.json']);
  await mkdir(path.join(root, 'scheduler'));
  await writeJson(path.join(root, 'scheduler', 'scheduler_config.json'), plan.scheduler);
  for (const [component, keys] of Object.entries(plan.keys)) {
    const folder = path.join(root, component);
    await mkdir(folder);
    await writeJson(path.join(folder, 'config.json'), plan.configs[component]!);
    const tensors: StoredTensors = new Map();
    for (const [name, [from = '', ...operations]] of Object.entries(keys)) {
      tensors.set(name, operated(single.get(from)!, operations));
    }
    await writeWeights(folder, baseName(component), tensors, parts);
  }
  return root;
}
