import { adapterNamed, listAdapterFiles } from '@/lib/generation/adapter-files';
import { namesExtraNetworks } from '@/lib/generation/extra-networks';
import type { GenerationRequest } from '@/lib/generation/request';
import type { AdapterRequest } from '../engine/adapters/adapter-request';
import { resolveAdapters } from '../engine/adapters/resolve-adapters';
import { withoutExtraNetworks } from '../engine/text/extra-networks';

/** LoRAs, hypernetworks and embeddings that a request's prompts name, with their files in the shared folders. */
export async function adaptersOf(request: GenerationRequest): Promise<AdapterRequest[]> {
  const { negative_prompt, hires, disable_extra_networks } = request;
  const prompt = disable_extra_networks ? withoutExtraNetworks(request.prompt) : request.prompt;
  const isTagged = namesExtraNetworks(prompt);
  const files = {
    lora: isTagged ? await listAdapterFiles('lora') : [],
    hypernetwork: isTagged ? await listAdapterFiles('hypernetwork') : [],
  };
  const others = [negative_prompt, hires?.prompt ?? '', hires?.negative_prompt ?? ''];
  const { adapters } = resolveAdapters(prompt, others, {
    find: (kind, name) => adapterNamed(files[kind], name)?.path,
    embeddings: await listAdapterFiles('embedding'),
  });
  return adapters;
}
