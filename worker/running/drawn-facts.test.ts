import { afterEach, expect, test, vi } from 'vitest';
import { fromCommandLine } from '@/lib/config';
import { aRequest } from '@/lib/jobs/testing';
import { STARTER_EMBEDDING, STARTER_LORA } from '../engine/testing/paths';
import { drawnFacts } from './drawn-facts';

afterEach(() => vi.unstubAllEnvs());
const configured = (...flags: string[]) =>
  vi.stubEnv('ATELIER_CONFIG', JSON.stringify(fromCommandLine(flags)));

const adapter = (kind: 'lora' | 'embedding', name: string, path?: string) => ({
  kind,
  name,
  path,
  teWeight: 1,
  unetWeight: 1,
});
const ADAPTERS = [
  adapter('lora', 'sepia', STARTER_LORA),
  adapter('lora', 'gone'),
  adapter('embedding', 'red', STARTER_EMBEDDING),
];

test('files that are there have hashes; embeddings only where a text says their name as a word', async () => {
  configured();
  const named = await drawnFacts(aRequest({ prompt: 'a red house' }), { adapters: ADAPTERS }, '/nowhere/vae');
  expect([...named.loraHashes!.keys()]).toEqual(['sepia']);
  expect([...named.embeddingHashes!]).toEqual([['red', expect.stringMatching(/^[0-9a-f]{12}$/)]]);
  expect(named.vaeHash).toBeNull();
  const part = await drawnFacts(
    aRequest({ prompt: 'a redwood <lora:red:1>' }),
    { adapters: ADAPTERS },
    undefined,
  );
  expect(part.embeddingHashes!.size).toBe(0);
});

test('without hashing nothing is read', async () => {
  configured('--no-hashing');
  expect(await drawnFacts(aRequest(), { adapters: ADAPTERS }, STARTER_LORA)).toEqual({});
});
