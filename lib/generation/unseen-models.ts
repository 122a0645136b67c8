import { listModelFilesIn, type ModelKind, unseenRootsFor } from '@/lib/data-dir';
import { adapterNamed } from './adapter-files';

const WORDS: Readonly<Record<ModelKind, string>> = {
  lora: 'LoRA',
  hypernetwork: 'hypernetwork',
  embedding: 'embedding',
  vae: 'VAE',
};

/**
 * Why models that were not found are not: a sentence for each that lies where `userName` does not see it because of how
 * Atelier was started, and nothing for the others.
 *
 * @throws AppError `bad_user_name`
 */
export async function whyUnseen(
  kind: ModelKind,
  userName: string,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const sentences: string[] = [];
  for (const { root, scope, folder, flag } of unseenRootsFor(kind, userName)) {
    const files = await listModelFilesIn(root);
    for (const name of names.filter((wanted) => adapterNamed(files, wanted))) {
      sentences.push(
        scope === 'shared'
          ? `The ${WORDS[kind]} “${name}” lies in ${folder} of the data directory, which is not shared: start Atelier with ${flag} and that folder, or put the file into your own ${folder}.`
          : `Your own ${WORDS[kind]} “${name}” is not used, because Atelier was started with ${flag}: everyone uses what lies there.`,
      );
    }
  }
  return sentences;
}
