import { isDeepStrictEqual } from 'node:util';
import { findNamedModels, modelNamed, type NamedModel, presentFile, whyUnseen } from '@/lib/catalog';
import type { Owner } from '@/lib/generation/owner';
import type { GenerationRequest } from '@/lib/generation/request';
import type { AdapterRequest } from '../engine/adapters/adapter-request';
import { readAdapterTags } from '../engine/adapters/adapter-tags';
import { resolveAdapters } from '../engine/adapters/resolve-adapters';
import { cutExtraNetworks, withoutExtraNetworks } from '../engine/text/extra-networks';

/** What a request's prompts name, with the files its owner sees. */
export interface JobAdapters {
  adapters: AdapterRequest[];
  /** Of a second pass that names others. */
  hiresAdapters?: AdapterRequest[];
  /** Tags that say nothing. */
  warnings: string[];
}

/** Names that the tags of prompts say. */
const namesIn = (prompts: string): string[] =>
  readAdapterTags(cutExtraNetworks(prompts).tags).adapters.map(({ name }) => name);

/** Pickles are none: a word that happens to be called like one is no reason to refuse it. */
const embeddingsAmong = (models: readonly NamedModel[]): string[] => [
  ...new Set(
    models
      .filter(({ kind, path }) => kind === 'embedding' && path.toLowerCase().endsWith('.safetensors'))
      .map(({ name }) => name),
  ),
];

/** Where the models lie that are named, by id; those that are gone are not among them. */
async function filesOf(
  models: readonly NamedModel[],
  named: readonly AdapterRequest[],
  { name: userName }: Owner,
): Promise<Map<string, string>> {
  const ids = new Set(named.map(({ path }) => path));
  const found = await Promise.all(
    models
      .filter(({ id }) => ids.has(id))
      .map(async (model) => [model.id, await presentFile(model, userName)] as const),
  );
  return new Map(found.flatMap(([id, file]) => (file === null ? [] : [[id, file]])));
}

/** With the files of their rows. A word whose embedding is gone is a word. */
const withFiles = (
  adapters: readonly AdapterRequest[],
  files: ReadonlyMap<string, string>,
): AdapterRequest[] =>
  adapters
    .map((adapter) => ({ ...adapter, path: adapter.path && files.get(adapter.path) }))
    .filter(({ kind, path }) => kind !== 'embedding' || path !== undefined);

/** Why what has no path has none, where it is known. */
async function unseenAmong(owner: Owner, adapters: readonly AdapterRequest[]): Promise<string[]> {
  const missing = (kind: 'lora' | 'hypernetwork') => [
    ...new Set(
      adapters.filter((wish) => wish.kind === kind && wish.path === undefined).map(({ name }) => name),
    ),
  ];
  const sentences = await Promise.all(
    (['lora', 'hypernetwork'] as const).map((kind) => whyUnseen(owner.id, kind, missing(kind))),
  );
  return sentences.flat();
}

/**
 * LoRAs, hypernetworks and embeddings that a request's prompts name, among those its owner sees. What is not there has no
 * path.
 */
export async function adaptersOf(request: GenerationRequest, owner: Owner): Promise<JobAdapters> {
  const { negative_prompt, hires, disable_extra_networks } = request;
  const shown = (prompt: string) => (disable_extra_networks ? withoutExtraNetworks(prompt) : prompt);
  const prompt = shown(request.prompt);
  const second = hires?.prompt ? shown(hires.prompt) : prompt;
  const names = namesIn(`${prompt} ${second}`);
  const models = await findNamedModels(owner.id, ['lora', 'hypernetwork'], names, ['embedding']);
  const catalogue = {
    // Until it is known which are named, the row stands for the file.
    find: (kind: AdapterRequest['kind'], name: string) => modelNamed(models, kind, name)?.id,
    embeddings: embeddingsAmong(models),
  };
  // Embeddings of either pass are known to both.
  const texts = [prompt, second, negative_prompt, hires?.negative_prompt ?? ''].map(withoutExtraNetworks);
  const first = resolveAdapters(prompt, texts, catalogue);
  const again = resolveAdapters(second, texts, catalogue);
  const files = await filesOf(models, [...first.adapters, ...again.adapters], owner);
  const adapters = withFiles(first.adapters, files);
  const hiresAdapters = withFiles(again.adapters, files);
  return {
    adapters,
    ...(isDeepStrictEqual(adapters, hiresAdapters) ? {} : { hiresAdapters }),
    warnings: [
      ...first.warnings,
      ...again.warnings,
      ...(await unseenAmong(owner, [...adapters, ...hiresAdapters])),
    ],
  };
}
