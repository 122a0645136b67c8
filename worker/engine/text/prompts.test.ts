import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { golden } from '../testing/paths';
import { parseAttention } from './attention';
import { tokenizePrompt } from './chunks';
import { splitComposition } from './composition';
import { cutExtraNetworks } from './extra-networks';
import { type PromptPass, promptSchedule } from './schedule-steps';
import { END_TOKEN } from './vocabulary';

interface Golden {
  attention: [string, [string, number][]][];
  schedules: [string, Record<string, [number, string][]>][];
  multicond: [string, [string, number][]][];
  extra_networks: { prompt: string; rest: string; tags: { kind: string; items: string[] }[] }[];
  chunks: {
    prompt: string;
    backtrack?: number;
    emphasis?: 'None';
    chunks: { ids: number[]; weights: [number, number][]; embeddings?: [string, number][] }[];
    count: number;
  }[];
}

const wanted = JSON.parse(readFileSync(golden('prompts.json'), 'utf8')) as Golden;

/** Prompts that make the reference fail; ours are text. */
const PASSES: Record<string, PromptPass> = {
  '20': { evaluations: 20 },
  '40': { evaluations: 40 },
  'hires 10 after 20': { evaluations: 10, evaluationsBefore: 20 },
  'old 20': { evaluations: 20, usesOldScheduling: true },
};

describe('prompts, as the reference reads them', () => {
  it.each(wanted.attention)('attention: %j', (prompt, pieces) => {
    expect(parseAttention(prompt).map(({ text, weight }) => [text, weight])).toEqual(pieces);
  });

  it.each(wanted.schedules)('schedule: %j', (prompt, passes) => {
    for (const [name, pass] of Object.entries(PASSES)) {
      const schedule = promptSchedule(prompt, pass);
      expect(
        schedule.map(({ until, text }) => [until, text]),
        name,
      ).toEqual(passes[name]);
    }
  });

  it.each(wanted.multicond)('composition: %j', (prompt, parts) => {
    expect(splitComposition(prompt).map(({ text, weight }) => [text, weight])).toEqual(parts);
  });

  it.each(wanted.extra_networks)('extra networks: $prompt', ({ prompt, rest, tags }) => {
    const found = cutExtraNetworks(prompt);
    // The reference lists tags by kind.
    const byKind = [...found.tags].sort(
      (a, b) => tags.findIndex(({ kind }) => kind === a.kind) - tags.findIndex(({ kind }) => kind === b.kind),
    );
    expect({ rest: found.rest, tags: byKind }).toEqual({
      rest,
      tags: tags.map(({ kind, items }) => ({ kind, items })),
    });
  });

  it.each(wanted.chunks)('chunks: $prompt', ({ prompt, backtrack, emphasis, chunks, count }) => {
    const embeddings = [
      { name: 'sepia-style', length: 2 },
      { name: 'sepia-style-two', length: 4 },
    ];
    const read = tokenizePrompt(prompt, {
      embeddings,
      ...(backtrack === undefined ? {} : { commaBacktrack: backtrack }),
      readsAttention: emphasis !== 'None',
    });
    expect(read.count).toBe(count);
    expect(read.chunks).toHaveLength(chunks.length);
    chunks.forEach(({ ids, weights, embeddings: places = [] }, i) => {
      const chunk = read.chunks[i]!;
      expect(chunk.ids).toHaveLength(77);
      expect(chunk.ids.slice(1, ids.length + 1)).toEqual(ids);
      expect(chunk.ids.slice(ids.length + 1).every((id) => id === END_TOKEN)).toBe(true);
      const runs = weights.flatMap(([times, weight]) => Array<number>(times).fill(weight));
      expect(chunk.weights.slice(1, runs.length + 1)).toEqual(runs);
      expect(chunk.embeddings.map(({ embedding, place }) => [embedding.name, place - 1])).toEqual(places);
    });
  });
});
