import { modelPath } from '@/lib/catalog/model-roots';
import { listLoraHeaders } from '@/lib/catalog/told-models';
import type { Owner } from '@/lib/generation/owner';

/** Texts that are JSON objects are sent as such, as programs know it. */
function told(text: string): unknown {
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** GET loras: those the owner sees (sdapi §6.7). */
export async function lorasAnswer({ id, name: userName }: Owner): Promise<Record<string, unknown>[]> {
  const loras = await listLoraHeaders(id);
  return loras.map((lora) => ({
    name: lora.name,
    alias: lora.alias || lora.name,
    path: modelPath(lora, userName),
    metadata: Object.fromEntries(Object.entries(lora.metadata).map(([key, text]) => [key, told(text)])),
  }));
}
