import { defaultCheckpoint, findCheckpoint } from '@/lib/catalog';
import { listEmbeddingSizes } from '@/lib/catalog/told-models';
import type { Owner } from '@/lib/generation/owner';
import { generationOptions } from '@/lib/options';

/** What the person draws with unless they say otherwise. */
async function usualArchitecture({ id }: Owner): Promise<string | null> {
  const { checkpoint } = await generationOptions(id);
  const found = (checkpoint ? await findCheckpoint(id, checkpoint) : null) ?? (await defaultCheckpoint(id));
  return found?.architecture ?? null;
}

/**
 * GET embeddings: those the person sees; `skipped` are those their checkpoint can’t use. What can’t be read is neither.
 */
export async function embeddingsAnswer(owner: Owner): Promise<Record<'loaded' | 'skipped', object>> {
  const [embeddings, usual] = await Promise.all([listEmbeddingSizes(owner.id), usualArchitecture(owner)]);
  const entriesOf = (isFit: boolean) =>
    Object.fromEntries(
      embeddings
        // Small ones, as the starter is, do not say what they are for.
        .filter(({ architecture }) => ((architecture ?? usual) === usual) === isFit)
        .map(({ name, width, vectors }) => [
          name,
          { step: null, sd_checkpoint: null, sd_checkpoint_name: null, shape: width, vectors },
        ]),
    );
  return { loaded: entriesOf(true), skipped: entriesOf(false) };
}
