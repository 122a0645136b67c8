import { readSafetensorsHeaders } from '@/lib/catalog/safetensors-header';
import { listModelFiles } from '@/lib/data-dir';

/** Pictures that some programs put into headers: too large for a list. */
const PICTURES = 'ssmd_cover_images';

/** Texts that are JSON objects are sent as such, as programs know it. */
function told(text: string): unknown {
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** GET loras: those `userName` sees (sdapi §6.7). */
export async function lorasAnswer(userName: string): Promise<Record<string, unknown>[]> {
  const files = await listModelFiles('lora', userName);
  const headers = await readSafetensorsHeaders(files.map(({ path }) => path));
  return files.map(({ name, path }, k) => {
    const metadata = headers[k]?.metadata ?? {};
    const shown = Object.entries(metadata).filter(([key]) => key !== PICTURES);
    return {
      name,
      alias: metadata.ss_output_name || name,
      path,
      metadata: Object.fromEntries(shown.map(([key, text]) => [key, told(text)])),
    };
  });
}
