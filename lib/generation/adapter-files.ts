import type { ModelFile } from '@/lib/data-dir';

/** The file of that name; where the case is another, the first that differs in nothing else. */
export function adapterNamed(files: readonly ModelFile[], name: string): ModelFile | undefined {
  const wanted = name.toLowerCase();
  return files.find((file) => file.name === name) ?? files.find((file) => file.name.toLowerCase() === wanted);
}
