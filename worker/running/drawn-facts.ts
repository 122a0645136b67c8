import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { config } from '@/lib/config';
import type { DrawnFacts } from '@/lib/generation/infotext';
import type { GenerationRequest } from '@/lib/generation/request';
import { log } from '@/lib/log';
import type { AdapterRequest } from '../engine/adapters/adapter-request';
import { chunkPrompt } from '../engine/text/chunks';
import { withoutExtraNetworks } from '../engine/text/extra-networks';
import type { JobAdapters } from './engine-job-adapters';

/** What a file's bytes are summed up over: all of it, or the tensors of a safetensors file without its header. */
type Part = 'file' | 'tensors';

const SHORT = { lora: 12, embedding: 12, vae: 10 } as const;
/** Bytes of a header that a LoRA's own hash is looked for in. */
const LARGEST_HEADER = 16 * 1024 * 1024;
const MOST_KNOWN = 1_000;
const known = new Map<string, string>();

/** Where the tensors begin, and the hash that trainers write into the header. */
async function readHeader(path: string): Promise<{ end: number; own?: string }> {
  const file = await open(path);
  try {
    const length = Number((await file.read(Buffer.alloc(8), 0, 8, 0)).buffer.readBigUInt64LE());
    if (length > LARGEST_HEADER) return { end: 0 };
    const text = (await file.read(Buffer.alloc(length), 0, length, 8)).buffer.toString();
    const own: unknown = JSON.parse(text).__metadata__?.sshs_model_hash;
    return { end: 8 + length, ...(typeof own === 'string' && own ? { own } : {}) };
  } finally {
    await file.close();
  }
}

async function sha256(path: string, part: Part): Promise<string> {
  const { end, own } = part === 'tensors' ? await readHeader(path) : { end: 0 };
  if (own) return own;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { start: end, highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}

/** The hash of a file in its present state, computed once; null where it can't be read: its absence is told elsewhere. */
async function hashOf(path: string, part: Part): Promise<string | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    const key = `${part} ${path} ${size} ${mtimeMs}`;
    const hash = known.get(key) ?? (await sha256(path, part));
    known.delete(key);
    known.set(key, hash);
    if (known.size > MOST_KNOWN) known.delete(known.keys().next().value!);
    return hash;
  } catch (error) {
    log.debug({ err: error, path }, 'a model file could not be hashed');
    return null;
  }
}

async function shortHashes(adapters: readonly AdapterRequest[], kind: 'lora' | 'embedding') {
  const hashes = new Map<string, string>();
  for (const { kind: ownKind, name, path } of adapters) {
    if (ownKind !== kind || path === undefined || hashes.has(name)) continue;
    const hash = await hashOf(path, kind === 'lora' ? 'tensors' : 'file');
    if (hash) hashes.set(name, hash.slice(0, SHORT[kind]));
  }
  return hashes;
}

/** Names of embeddings that the texts really say, as tokens: many a name is a part of another word. */
function namedEmbeddings(request: GenerationRequest, adapters: readonly AdapterRequest[]): Set<string> {
  const words = adapters.filter(({ kind }) => kind === 'embedding').map(({ name }) => ({ name, length: 1 }));
  if (words.length === 0) return new Set();
  const { prompt, negative_prompt, hires } = request;
  const prompts = [prompt, hires?.prompt ?? ''].map(withoutExtraNetworks);
  const texts = [...prompts, negative_prompt, hires?.negative_prompt ?? ''];
  const chunks = texts.flatMap((text) => chunkPrompt(text, { embeddings: words }));
  return new Set(chunks.flatMap(({ embeddings }) => embeddings.map(({ embedding }) => embedding.name)));
}

/**
 * What infotexts say of a job besides its request: hashes of files as other programs write them (of a LoRA its tensors
 * alone, so that another title in the header changes nothing).
 * @param vae absolute path
 */
export async function drawnFacts(
  request: GenerationRequest,
  { adapters, hiresAdapters = [] }: Pick<JobAdapters, 'adapters' | 'hiresAdapters'>,
  vae: string | undefined,
): Promise<DrawnFacts> {
  if (!config().hashing) return {};
  const all = [...adapters, ...hiresAdapters];
  const named = namedEmbeddings(request, all);
  const vaeHash = vae === undefined ? null : await hashOf(vae, 'file');
  return {
    vaeHash: vaeHash?.slice(0, SHORT.vae) ?? null,
    loraHashes: await shortHashes(all, 'lora'),
    embeddingHashes: await shortHashes(
      all.filter(({ name }) => named.has(name)),
      'embedding',
    ),
  };
}
