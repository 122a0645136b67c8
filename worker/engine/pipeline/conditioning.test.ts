import { describe, expect, it } from 'vitest';
import type { Architecture, TextEncoderLayout } from '../checkpoint/architecture';
import type { Evaluation } from '../evaluation';
import { encode } from '../text/tokenizer';
import { encodeTexts, type TextOptions } from './conditioning';
import { type PipelineModel, pipelineModel } from './model';

const WIDTH = 2;

function modelOf(changes: Partial<TextEncoderLayout> = {}, rest: Partial<PipelineModel> = {}): PipelineModel {
  const text: TextEncoderLayout = {
    prefix: '',
    layers: 3,
    width: WIDTH,
    heads: 1,
    vocabulary: 49408,
    positions: 77,
    activation: 'quick-gelu',
    reads: 'clip-skip',
    padding: 'end',
    ...changes,
  };
  return { ...pipelineModel({ family: 'sd1', text } as Architecture), ...rest };
}

/** Every token's vector is its id, made small. */
const answer = ({ inputs }: Evaluation) =>
  Float32Array.from(
    { length: 77 * WIDTH },
    (_, i) => 1 + Number(inputs.ids!.data[Math.floor(i / WIDTH)]) / 1e5,
  );

function encoded(texts: string[], options: Partial<TextOptions> = {}, model = modelOf(), reply = answer) {
  const seen: Evaluation[] = [];
  const pipeline = encodeTexts(model, texts, { clipSkip: 1, ...options });
  let step = pipeline.next();
  while (!step.done) {
    seen.push(step.value);
    step = pipeline.next(reply(step.value));
  }
  return { seen, contexts: step.value.map(({ context }) => context) };
}

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const plain = (text: string) => encoded([text], { emphasis: 'Ignore' }).contexts[0]!;

describe('encoding texts', () => {
  it('keeps the mean of a text alone', () => {
    const [weighted] = encoded(['a (cat:2) here']).contexts;
    expect(mean(weighted!)).toBeCloseTo(mean(plain('a (cat:2) here')), 6);
    expect(weighted![2 * WIDTH]! / weighted![WIDTH]!).toBeCloseTo(
      (2 * plain('a (cat:2) here')[2 * WIDTH]!) / plain('a (cat:2) here')[WIDTH]!,
      5,
    );
  });

  it('keeps the common mean of the texts a prompt goes through, each as often as it comes up', () => {
    const texts = ['a (cat:3)', 'dog', 'dog'];
    const { contexts } = encoded(texts);
    const before = texts.map((text) => mean(plain(text)));
    const after = contexts.map(mean);
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
    expect(sum(after)).toBeCloseTo(sum(before), 5);
    // The text without weights is scaled too.
    expect(after[1]! / before[1]!).toBeLessThan(0.999);
  });

  it('scales without keeping the mean, not at all, or reads no brackets', () => {
    const at = (emphasis: TextOptions['emphasis']) =>
      encoded(['(cat:2)'], emphasis ? { emphasis } : {}).contexts[0]![WIDTH]!;
    const cat = 1 + encode('cat')[0]! / 1e5;
    expect(at('No norm')).toBeCloseTo(2 * cat, 5);
    expect(at('Ignore')).toBeCloseTo(cat, 6);
    expect(at('None')).toBeCloseTo(1 + encode('(')[0]! / 1e5, 6);
  });

  it('fills shorter texts up with empty chunks, and asks for each chunk once', () => {
    const { seen, contexts } = encoded([`${'cat '.repeat(100)}`, 'dog', 'dog BREAK']);
    expect(contexts.map(({ length }) => length)).toEqual([2, 2, 2].map((chunks) => chunks * 77 * WIDTH));
    expect(seen).toHaveLength(4);
    expect([...contexts[1]!.subarray(77 * WIDTH)]).toEqual([...plain('')]);
  });

  it('remembers what it encoded, for the same options only', () => {
    const model = modelOf();
    encoded(['a', 'b'], {}, model);
    expect(encoded(['a', 'b'], {}, model).seen).toHaveLength(0);
    for (const options of [{ clipSkip: 2 }, { emphasis: 'No norm' }, { commaBacktrack: 0 }] as const) {
      expect(encoded(['a', 'b'], options, model).seen.length, JSON.stringify(options)).toBeGreaterThan(0);
    }
  });

  it('asks for the layer of clip skip, as far as there are layers', () => {
    const outputs = [1, 2, 9].map((clipSkip) => encoded(['a'], { clipSkip }).seen[0]!.output);
    expect(outputs).toEqual(['clip_skip_1', 'clip_skip_2', 'clip_skip_3']);
  });

  it('pads with zeros where the encoder was trained so', () => {
    const ids = (changes: Partial<TextEncoderLayout>) =>
      [...encoded(['cat'], {}, modelOf(changes)).seen[0]!.inputs.ids!.data].slice(0, 5).map(Number);
    expect(ids({ padding: 'end' })).toEqual([49406, 2368, 49407, 49407, 49407]);
    expect(ids({ padding: 'zero' })).toEqual([49406, 2368, 49407, 0, 0]);
  });

  it('puts the vectors of embeddings in their places', () => {
    const embedding = { name: 'sepia', length: 2, vectors: { text: Float32Array.of(1, 2, 3, 4) } };
    const { seen } = encoded(['a (sepia:1.5) x'], {}, modelOf({}, { embeddings: [embedding] }));
    const { ids, vectors } = seen[0]!.inputs;
    expect([...ids!.data].slice(0, 6).map(Number)).toEqual([49406, 320, -1, -1, 343, 49407]);
    expect(vectors!.shape).toEqual([77, WIDTH]);
    expect([...vectors!.data.subarray(0, 8)]).toEqual([0, 0, 0, 0, 1, 2, 3, 4]);
    expect(
      encoded(['a'], {}, modelOf({}, { embeddings: [embedding] })).seen[0]!.inputs.vectors,
    ).toBeUndefined();
  });

  it('says whose fault infinity is', () => {
    expect(() => encoded([`${'('.repeat(9000)}a`])).toThrow(/weights of this prompt are too large/);
    const broken = () => new Float32Array(77 * WIDTH).fill(Number.NaN);
    expect(() => encoded(['a'], {}, modelOf(), broken)).toThrow(/text encoder produces NaN/);
  });
});
