import { listEmbeddingSizes } from '@/lib/catalog/told-models';
import { withoutComments } from '@/lib/generation/resolve-prompts';
import { countTokens, type TokenCount } from './count-tokens';

/**
 * Counts a prompt with the embeddings that somebody sees: their names take as many places as they have vectors.
 * @param viewer their id
 */
export async function countForPerson(
  viewer: string,
  prompt: string,
  { steps }: { steps: number },
): Promise<TokenCount> {
  const text = withoutComments(prompt);
  const folded = text.toLowerCase();
  const all = /\S/.test(text) ? await listEmbeddingSizes(viewer) : [];
  const embeddings = all
    .filter(({ name }) => folded.includes(name.toLowerCase()))
    .map(({ name, vectors }) => ({ name, length: vectors }));
  return countTokens(text, { steps, embeddings });
}
