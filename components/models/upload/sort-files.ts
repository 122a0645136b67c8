import type { DroppedFile } from '@/components/files/uploads/dropped-files';

/** Files of programs as their authors’ tools wrote them: opening one may run what it holds. */
const PICKLE = /\.(ckpt|pt|pth|bin|pkl)$/i;
const MODEL = /\.safetensors$/i;
/** What tools keep beside a model, and what a folder of the Diffusers kind consists of. */
const BESIDE = /\.(png|jpe?g|webp|json|yaml|txt|civitai\.info)$/i;

/** Files that somebody chose, by what becomes of them. */
export interface SortedFiles {
  models: DroppedFile[];
  /** Go along with the models. */
  beside: DroppedFile[];
  pickles: DroppedFile[];
  /** Nothing that belongs to a model. */
  others: DroppedFile[];
}

export function sortFiles(files: readonly DroppedFile[]): SortedFiles {
  const sorted: SortedFiles = { models: [], beside: [], pickles: [], others: [] };
  for (const file of files) sorted[placeOf(file.file.name)].push(file);
  // Without a model there is nothing for them to belong to.
  if (sorted.models.length === 0) sorted.others.push(...sorted.beside.splice(0));
  return sorted;
}

function placeOf(name: string): keyof SortedFiles {
  if (MODEL.test(name)) return 'models';
  if (PICKLE.test(name)) return 'pickles';
  return BESIDE.test(name) ? 'beside' : 'others';
}

/** What turns a pickle into a file that can be taken, to be run where it is trusted. */
export function convertingCommand(name: string): string {
  const target = name.replace(PICKLE, '.safetensors');
  const [from, to] = [name, target].map((each) => JSON.stringify(each).replaceAll("'", String.raw`'\''`));
  return `python3 -c 'import torch; from safetensors.torch import save_file; d = torch.load(${from}, map_location="cpu", weights_only=True); d = d.get("state_dict", d); save_file({k: v.contiguous() for k, v in d.items() if torch.is_tensor(v)}, ${to})'`;
}
