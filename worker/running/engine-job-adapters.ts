import { isDeepStrictEqual } from 'node:util';
import { listModelFiles, type ModelFile } from '@/lib/data-dir';
import { adapterNamed } from '@/lib/generation/adapter-files';
import { namesExtraNetworks, namesOfTags } from '@/lib/generation/extra-networks';
import type { GenerationRequest } from '@/lib/generation/request';
import { whyUnseen } from '@/lib/generation/unseen-models';
import type { AdapterRequest } from '../engine/adapters/adapter-request';
import { resolveAdapters } from '../engine/adapters/resolve-adapters';
import { withoutExtraNetworks } from '../engine/text/extra-networks';
import { loraAliases } from './lora-aliases';

/** What a request's prompts name, with the files its owner sees. */
export interface JobAdapters {
  adapters: AdapterRequest[];
  /** Of a second pass that names others. */
  hiresAdapters?: AdapterRequest[];
  /** Tags that say nothing. */
  warnings: string[];
}

/** The folders that the owner sees, each read once. */
async function filesFor(
  userName: string,
  prompts: string,
): Promise<Record<'lora' | 'hypernetwork' | 'embedding', ModelFile[]>> {
  const isTagged = namesExtraNetworks(prompts);
  const [lora, hypernetwork, embedding] = await Promise.all([
    isTagged ? listModelFiles('lora', userName) : [],
    isTagged ? listModelFiles('hypernetwork', userName) : [],
    listModelFiles('embedding', userName),
  ]);
  return { lora, hypernetwork, embedding };
}

/** Why what has no path has none, where it is known. */
async function unseenAmong(userName: string, adapters: readonly AdapterRequest[]): Promise<string[]> {
  const missing = (kind: 'lora' | 'hypernetwork') => [
    ...new Set(
      adapters.filter((wish) => wish.kind === kind && wish.path === undefined).map(({ name }) => name),
    ),
  ];
  const sentences = await Promise.all(
    (['lora', 'hypernetwork'] as const).map((kind) => whyUnseen(kind, userName, missing(kind))),
  );
  return sentences.flat();
}

/**
 * LoRAs, hypernetworks and embeddings that a request's prompts name, among those `userName` sees. What is not there has no
 * path.
 */
export async function adaptersOf(request: GenerationRequest, userName: string): Promise<JobAdapters> {
  const { negative_prompt, hires, disable_extra_networks } = request;
  const shown = (prompt: string) => (disable_extra_networks ? withoutExtraNetworks(prompt) : prompt);
  const prompt = shown(request.prompt);
  const second = hires?.prompt ? shown(hires.prompt) : prompt;
  const files = await filesFor(userName, `${prompt} ${second}`);
  const isMissing = (name: string) => !adapterNamed([...files.lora, ...files.hypernetwork], name);
  const isAliased = namesOfTags(`${prompt} ${second}`).some(isMissing);
  const aliases = isAliased ? await loraAliases(files.lora) : undefined;
  const catalogue = {
    find: (kind: 'lora' | 'hypernetwork', name: string) =>
      (adapterNamed(files[kind], name) ?? (kind === 'lora' ? aliases?.get(name) : undefined))?.path,
    embeddings: files.embedding,
  };
  // Embeddings of either pass are known to both.
  const texts = [prompt, second, negative_prompt, hires?.negative_prompt ?? ''].map(withoutExtraNetworks);
  const first = resolveAdapters(prompt, texts, catalogue);
  const again = resolveAdapters(second, texts, catalogue);
  return {
    adapters: first.adapters,
    ...(isDeepStrictEqual(first.adapters, again.adapters) ? {} : { hiresAdapters: again.adapters }),
    warnings: [
      ...first.warnings,
      ...again.warnings,
      ...(await unseenAmong(userName, [...first.adapters, ...again.adapters])),
    ],
  };
}
