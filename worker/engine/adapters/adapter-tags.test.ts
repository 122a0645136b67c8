import { describe, expect, it } from 'vitest';
import prompts from '../golden/prompts.json';
import { readAdapterTags } from './adapter-tags';

interface Case {
  prompt: string;
  tags: { kind: string; items: string[]; read?: { name: string; te: number; unet: number } | null }[];
}

const cases = (prompts.extra_networks as Case[]).filter(({ tags }) => tags.length > 0);

describe('adapter tags, against the web UI', () => {
  it.each(cases.map(({ prompt, tags }) => [prompt, tags] as const))('%s', (_, tags) => {
    const { adapters, warnings } = readAdapterTags(tags);
    const loras = tags.filter(({ kind }) => kind === 'lora' || kind === 'lyco');
    const read = loras.flatMap((tag) => (tag.read ? [tag.read] : []));
    expect(
      adapters
        .filter(({ kind }) => kind === 'lora')
        .map(({ name, teWeight, unetWeight }) => ({ name, te: teWeight, unet: unetWeight })),
    ).toEqual(read.map(({ name, te, unet }) => ({ name, te, unet })));
    expect(warnings).toHaveLength(loras.length - read.length);
  });

  it.each([
    [['h', '0.3'], 0.3],
    [['h'], 1],
    [['h', '-1e-1'], -0.1],
  ])('hypernetwork %j', (items, strength) => {
    expect(readAdapterTags([{ kind: 'hypernet', items }]).adapters).toEqual([
      { kind: 'hypernetwork', name: 'h', teWeight: 0, unetWeight: strength },
    ]);
  });

  it.each(['nan', 'inf', '1e999', '0x10', '', 'strong'])(
    'strength "%s" is left out with a warning',
    (strength) => {
      expect(readAdapterTags([{ kind: 'lora', items: ['x', strength] }])).toEqual({
        adapters: [],
        warnings: [`The tag <lora:x:${strength}> was left out: its strength is no number.`],
      });
    },
  );

  it.each([
    [['x', '1', '0.5', '8'], 8],
    [['x', 'dyn=8'], 8],
    [['x', '1', '1', '4', 'dyn=-2'], -2],
  ])('ranks %j', (items, dyn) => {
    expect(readAdapterTags([{ kind: 'lora', items }])).toMatchObject({ adapters: [{ dyn }], warnings: [] });
  });

  it.each(['8.5', '', 'many', '1e3'])('ranks "%s" are left out with a warning', (ranks) => {
    const { adapters, warnings } = readAdapterTags([{ kind: 'lora', items: ['x', `dyn=${ranks}`] }]);
    expect(adapters).toEqual([]);
    expect(warnings).toEqual([
      `The tag <lora:x:dyn=${ranks}> was left out: its number of ranks is no whole number.`,
    ]);
  });
});
