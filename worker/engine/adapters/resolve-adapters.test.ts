import { describe, expect, it } from 'vitest';
import { type AdapterCatalogue, resolveAdapters } from './resolve-adapters';

const catalogue: AdapterCatalogue = {
  find: (kind, name) =>
    name === 'sepia' || kind === 'embedding' ? `/models/${kind}/${name}.safetensors` : undefined,
  embeddings: ['Sepia-Style', 'bad hands', '  '],
};

describe('resolveAdapters', () => {
  it('finds tags in the prompt alone, embeddings in every text', () => {
    const { adapters, warnings } = resolveAdapters(
      'a (SEPIA-style:1.2) dog <lora:sepia:0.5:0.7> <hypernet:sepia> <lora:gone>',
      ['BAD  hands <lora:sepia:1>'],
      catalogue,
    );
    expect(adapters).toEqual([
      { kind: 'lora', name: 'sepia', path: '/models/lora/sepia.safetensors', teWeight: 0.5, unetWeight: 0.7 },
      {
        kind: 'hypernetwork',
        name: 'sepia',
        path: '/models/hypernetwork/sepia.safetensors',
        teWeight: 0,
        unetWeight: 1,
      },
      { kind: 'lora', name: 'gone', path: undefined, teWeight: 1, unetWeight: 1 },
      {
        kind: 'embedding',
        name: 'Sepia-Style',
        path: '/models/embedding/Sepia-Style.safetensors',
        teWeight: 1,
        unetWeight: 1,
      },
      {
        kind: 'embedding',
        name: 'bad hands',
        path: '/models/embedding/bad hands.safetensors',
        teWeight: 1,
        unetWeight: 1,
      },
    ]);
    expect(warnings).toEqual([]);
  });

  it('asks for nothing where nothing is named, and does not read embeddings in tags', () => {
    expect(resolveAdapters('a dog <lyco:sepia-style:x>', [], catalogue)).toEqual({
      adapters: [],
      warnings: ['The tag <lyco:sepia-style:x> was left out: its strength is no number.'],
    });
  });
});
