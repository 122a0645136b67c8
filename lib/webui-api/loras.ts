import { modelPath } from '@/lib/catalog/model-roots';
import { headersOf, listLoras, type ToldLora } from '@/lib/catalog/told-models';
import type { Owner } from '@/lib/generation/owner';
import { pythonJson, Written } from '@/lib/http/python-json';
import { StoredAnswers } from '@/lib/http/stored-answers';

/** What is told of a header in one state of its row. */
interface Kept {
  state: string;
  alias: string;
  metadata: Written;
}

/** By row, the one used longest ago first: thousands of headers take a second to write each time. */
const kept = new Map<string, Kept>();
let keptCharacters = 0;
const MOST_CHARACTERS = 32 * 1024 * 1024;

/** Texts that are JSON objects are sent as such, as programs know it. */
function told(text: string): unknown {
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function keptOf({ id, state, name }: ToldLora, header: Record<string, string>): Kept {
  const json = JSON.stringify(
    Object.fromEntries(Object.entries(header).map(([key, text]) => [key, told(text)])),
  );
  forget(id);
  const entry = { state, alias: header.ss_output_name || name, metadata: new Written(json) };
  kept.set(id, entry);
  keptCharacters += json.length;
  return entry;
}

function forget(id: string): void {
  keptCharacters -= kept.get(id)?.metadata.json.length ?? 0;
  kept.delete(id);
}

async function keptHeaders(loras: readonly ToldLora[]): Promise<Map<string, Kept>> {
  const missing = loras.filter(({ id, state }) => kept.get(id)?.state !== state);
  const headers = missing.length > 0 ? await headersOf(missing.map(({ id }) => id)) : new Map();
  const entries = new Map(
    loras.map((lora) => {
      const before = kept.get(lora.id);
      return [lora.id, before?.state === lora.state ? before : keptOf(lora, headers.get(lora.id) ?? {})];
    }),
  );
  for (const [id] of kept) {
    if (keptCharacters <= MOST_CHARACTERS) break;
    forget(id);
  }
  return entries;
}

async function written(loras: readonly ToldLora[], userName: string): Promise<string> {
  const headers = await keptHeaders(loras);
  return pythonJson(
    loras.map((lora) => ({
      name: lora.name,
      alias: headers.get(lora.id)!.alias,
      path: modelPath(lora, userName),
      metadata: headers.get(lora.id)!.metadata,
    })),
  );
}

/** A list of five thousand is 20 megabytes. */
const answers = new StoredAnswers(64 * 1024 * 1024);

/** GET loras: those the owner sees (sdapi §6.7). */
export async function lorasAnswer(request: Request, { id, name: userName }: Owner): Promise<Response> {
  const loras = await listLoras(id);
  // Paths of what is shared are the same for all.
  const whose = loras.some(({ isOwn }) => isOwn) ? userName : null;
  return answers.answer(request, [whose, loras], () => written(loras, userName));
}
