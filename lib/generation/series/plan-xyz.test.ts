import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axesFor, offeredAxes } from './axes';
import { joinedTexts } from './axis-values';
import { measureSeries, planSeries } from './plan';
import { SCRIPT_DEFAULTS, type XyzFields } from './script-fields';
import { ScriptFault } from './script-problem';
import { someFields } from './testing';

const surroundings = { kind: 'txt2img' as const, draw: () => 1234 };
const plot = (changes: Partial<XyzFields>): XyzFields => ({ ...SCRIPT_DEFAULTS.xyz, ...changes });
const axis = (type: string, values = '') => ({ type, values });
const cellsOf = (changes: Partial<XyzFields>, fields = someFields()) =>
  planSeries(fields, plot(changes), surroundings).cells;

function problemOf(changes: Partial<XyzFields>) {
  const measured = measureSeries(someFields(), plot(changes), 'txt2img');
  return 'problem' in measured ? measured.problem : null;
}

test('every value of X is drawn with every value of Y and Z, each at its place', () => {
  const values = fc.uniqueArray(fc.integer({ min: 1, max: 150 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(values, values, values, (xs, ys, zs) => {
      const plan = planSeries(
        someFields(),
        plot({
          x: axis('Steps', xs.join(', ')),
          y: axis('CFG Scale', ys.join(',')),
          z: axis('Seed', zs.join(' , ')),
        }),
        surroundings,
      );
      expect([plan.columns, plan.rows, plan.sheets]).toEqual([xs.length, ys.length, zs.length]);
      expect(plan.cells).toHaveLength(xs.length * ys.length * zs.length);
      for (const { place, fields } of plan.cells) {
        const x = place % xs.length;
        const y = Math.floor(place / xs.length) % ys.length;
        const z = Math.floor(place / xs.length / ys.length);
        expect(fields).toMatchObject({ steps: xs[x], cfgScale: ys[y], seed: zs[z] });
      }
      expect(new Set(plan.cells.map(({ place }) => place)).size).toBe(plan.cells.length);
    }),
  );
});

test('the checkpoint changes least often, whichever axis it is on', () => {
  for (const name of ['x', 'y', 'z'] as const) {
    const others = (['x', 'y', 'z'] as const).filter((other) => other !== name);
    const cells = cellsOf({
      [name]: axis('Checkpoint name', 'one, two, three'),
      [others[0]!]: axis('Steps', '1-4'),
      [others[1]!]: axis('VAE', 'None, Automatic'),
    });
    const changes = (key: 'checkpoint' | 'vae') =>
      cells.filter(({ fields }, k) => k > 0 && fields[key] !== cells[k - 1]!.fields[key]).length;
    expect(changes('checkpoint')).toBe(2);
    expect(changes('vae')).toBe(5);
  }
});

test('one drawn seed serves all pictures, unless -1 is kept', () => {
  const steps = { x: axis('Steps', '1, 2') };
  const unknown = someFields({ seed: -1 });
  expect(cellsOf(steps, unknown).map(({ fields }) => fields.seed)).toEqual([1234, 1234]);
  expect(cellsOf({ ...steps, keepSeeds: true }, unknown).map(({ fields }) => fields.seed)).toEqual([-1, -1]);
  const seeds = { x: axis('Seed', '-1, 5') };
  expect(cellsOf(seeds).map(({ fields }) => fields.seed)).toEqual([1234, 5]);
  const told = planSeries(someFields(), plot(seeds), surroundings).told.sheet;
  expect(told).toContainEqual(['Fixed X Values', '1234, 5']);
});

test('seeds that vary along axes are all different', () => {
  const cells = cellsOf({
    x: axis('Steps', '1-3'),
    y: axis('CFG Scale', '5, 6'),
    z: axis('Clip skip', '1, 2'),
    varySeeds: { x: true, y: true, z: true },
  });
  expect(new Set(cells.map(({ fields }) => fields.seed)).size).toBe(12);
});

test('Prompt S/R replaces the first value everywhere, and says when it is not there', () => {
  const fields = someFields({ prompt: 'a red house, red door', negativePrompt: 'red sky' });
  const cells = cellsOf({ x: axis('Prompt S/R', 'red, "dark, deep blue", $&') }, fields);
  expect(cells.map(({ fields }) => `${fields.prompt} / ${fields.negativePrompt}`)).toEqual([
    'a red house, red door / red sky',
    'a dark, deep blue house, dark, deep blue door / dark, deep blue sky',
    'a $& house, $& door / $& sky',
  ]);
  expect(problemOf({ x: axis('Prompt S/R', 'green, blue') })).toMatchObject({
    field: 'x',
    code: 'notInPrompt',
    told: { value: 'green' },
  });
});

test('Prompt order tries every order and leaves what stands between', () => {
  const fields = someFields({ prompt: 'best: one, two; three!' });
  const cells = cellsOf({ x: axis('Prompt order', 'one, two, three') }, fields);
  expect(cells).toHaveLength(6);
  expect(cells[0]!.fields.prompt).toBe('best: one, two; three!');
  expect(cells.map(({ fields }) => fields.prompt)).toContain('best: three, two; one!');
});

test.each([
  [axis('Steps', 'many'), 'notWhole'],
  [axis('Steps', '1.5'), 'notWhole'],
  [axis('CFG Scale', '7,x'), 'notANumber'],
  [axis('CFG Scale', '1-5 (+0)'), 'stepOfZero'],
  [axis('Steps', ' , '), 'noValues'],
  [axis('Sampler', 'Euler, Eule'), 'unknownChoice'],
  [axis('Size', '512x512, 512'), 'notASize'],
  [axis('Seed', '1-100000000000'), 'tooManyCells'],
  [axis('Prompt order', 'a, a, a, a, a, a, a, a, a, a, a, a'), 'tooManyCells'],
  [axis('Face restore', 'true'), 'unknownAxis'],
  [axis('Cond. Image Mask Weight', '1'), 'unknownAxis'],
])('%j is told at its axis', (x, code) => {
  expect(problemOf({ x })).toMatchObject({ code });
});

test('a plot that is too large says how large it is', () => {
  expect(problemOf({ x: axis('Steps', '1-20'), y: axis('Seed', '1-20') })).toMatchObject({
    code: 'tooManyCells',
    told: { cells: 400, most: 256 },
  });
  const pictures = someFields({ batchCount: 100 });
  expect(() => planSeries(pictures, plot({ x: axis('Steps', '1-20') }), surroundings)).toThrow(ScriptFault);
});

test('samplers may bring their schedule; names count in any case', () => {
  const cells = cellsOf({ x: axis('Sampler', 'euler A, DPM++ 2M Karras') });
  expect(cells.map(({ fields }) => fields.sampler)).toEqual(['Euler a', 'DPM++ 2M Karras']);
});

test('every axis on offer changes something, and legends say what', () => {
  const picked: Record<string, string> = {
    'Prompt S/R': 'house, tree',
    'Prompt order': 'red, house',
    Size: '64x128',
  };
  for (const kind of ['txt2img', 'img2img'] as const) {
    for (const { label, type, choices } of offeredAxes(kind).slice(1)) {
      const values = picked[label] ?? (choices ? joinedTexts(choices) : type === 'text' ? 'some' : '4');
      const plan = planSeries(someFields(), plot({ x: axis(label, values) }), { ...surroundings, kind });
      const last = plan.cells.at(-1)!;
      expect(last.fields, label).not.toEqual(someFields());
      expect(plan.legends?.columns[last.place]?.[0]?.text, label).toBeTruthy();
    }
  }
});

test('axes stand in the order that programs count them in', () => {
  const at = (kind: 'txt2img' | 'img2img', ...places: number[]) =>
    places.map((place) => axesFor(kind)[place]?.label);
  expect(at('txt2img', 0, 4, 9, 11)).toEqual(['Nothing', 'Steps', 'Sampler', 'Checkpoint name']);
  expect(at('img2img', 0, 4, 9, 10)).toEqual(['Nothing', 'Steps', 'Sampler', 'Checkpoint name']);
});
