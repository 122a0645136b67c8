import { findNamedModels, modelNamed, orLookAgain } from '@/lib/catalog';
import { namesOfTags } from './extra-networks';

/**
 * Has the folders read once more where prompts name a LoRA or a hypernetwork that the catalogue does not know, so that the
 * worker finds what was put there a moment ago. What is still not there the worker tells.
 */
export async function lookForAdapters(ownerId: string, prompts: string): Promise<void> {
  const names = [...new Set(namesOfTags(prompts))];
  if (names.length === 0) return;
  await orLookAgain(ownerId, `adapters ${names.join(':')}`, async () => {
    const found = await findNamedModels(ownerId, ['lora', 'hypernetwork'], names);
    const isThere = (name: string) =>
      modelNamed(found, 'lora', name) !== undefined || modelNamed(found, 'hypernetwork', name) !== undefined;
    return names.every(isThere) ? true : null;
  });
}
