import { expect, test } from 'vitest';
import { measureSeries, planSeries } from './plan';
import { type MatrixFields, type PromptsFields, SCRIPT_DEFAULTS } from './script-fields';
import { problemSentence } from './script-problem';
import { someFields } from './testing';

const surroundings = { kind: 'txt2img' as const, draw: () => 1234 };
const list = (lines: string, changes: Partial<PromptsFields> = {}): PromptsFields => ({
  ...SCRIPT_DEFAULTS.prompts,
  lines,
  ...changes,
});
const matrix = (changes: Partial<MatrixFields> = {}): MatrixFields => ({
  ...SCRIPT_DEFAULTS.matrix,
  ...changes,
});
const linesOf = (script: PromptsFields, fields = someFields({ prompt: '' })) =>
  planSeries(fields, script, surroundings).cells.map((cell) => cell.fields);

test('each line is a request; its prompt goes before or after the one of the form', () => {
  expect(linesOf(list('a cat\n\n  a dog  \r\n')).map(({ prompt }) => prompt)).toEqual(['a cat', 'a dog']);
  const fields = someFields({ prompt: 'in oil' });
  expect(linesOf(list('a cat'), fields)[0]!.prompt).toBe('a cat in oil');
  expect(linesOf(list('a cat', { position: 'end' }), fields)[0]!.prompt).toBe('in oil a cat');
});

test('a line of options changes more than the prompt', () => {
  const line =
    '--prompt "a \\"big\\" cat" on a \'red mat\' --negative_prompt dark --steps 9 --cfg_scale 3.5 --sampler_name "euler A" --tiling true --width 128';
  expect(linesOf(list(line))[0]).toMatchObject({
    prompt: 'a "big" cat on a red mat',
    negativePrompt: 'dark',
    steps: 9,
    cfgScale: 3.5,
    sampler: 'Euler a',
    tiling: true,
    width: 128,
  });
});

test.each([
  ['--stepz 3', 'Line 1: there is no option --stepz here. Correct it, or leave it out.'],
  ['ok\n--steps', 'Line 2: --steps needs a value. Write one behind it.'],
  ['--steps many', 'Line 1: --steps can’t have this value. Correct it.'],
  ['--prompt "open', 'Line 1: a quotation mark is not closed. Close it.'],
  ['  \n', 'There are no prompts. Write one a line.'],
])('%j is told with its line', (lines, sentence) => {
  const measured = measureSeries(someFields(), list(lines), 'txt2img');
  expect('problem' in measured && problemSentence(measured.problem)).toBe(sentence);
});

test('seeds go on from line to line, are the same, or are drawn for each', () => {
  const fields = someFields({ seed: -1, prompt: '', batchSize: 2 });
  const seeds = (changes: Partial<PromptsFields>) =>
    linesOf(list('a\nb\nc', changes), fields).map(({ seed }) => seed);
  expect(seeds({})).toEqual([-1, -1, -1]);
  expect(seeds({ sameSeed: true })).toEqual([1234, 1234, 1234]);
  expect(seeds({ iterateSeed: true })).toEqual([1234, 1236, 1238]);
});

test('a prompt matrix tries every combination of the parts, the first half across', () => {
  const plan = planSeries(someFields({ prompt: 'a city | night |rain,| snow' }), matrix(), surroundings);
  expect(plan.cells.map(({ fields }) => fields.prompt)).toEqual([
    'a city ',
    'a city , night',
    'a city , rain',
    'a city , night, rain',
    'a city , snow',
    'a city , night, snow',
    'a city , rain, snow',
    'a city , night, rain, snow',
  ]);
  expect([plan.columns, plan.rows]).toEqual([4, 2]);
  expect(plan.legends?.columns[1]).toEqual([{ text: 'night' }, { text: 'rain', isOff: true }]);
  expect(plan.legends?.rows[0]).toEqual([{ text: 'snow', isOff: true }]);
});

test('a prompt matrix of the negative prompt, at its start, with seeds of their own', () => {
  const script = matrix({
    promptType: 'negative',
    putAtStart: true,
    delimiter: 'space',
    differentSeeds: true,
  });
  const { cells } = planSeries(someFields({ negativePrompt: 'dark|wet' }), script, surroundings);
  expect(cells.map(({ fields }) => [fields.prompt, fields.negativePrompt, fields.seed])).toEqual([
    ['a red house', 'dark', 7],
    ['a red house', 'wet dark', 8],
  ]);
});

test('nine parts are more than a job can have', () => {
  const measured = measureSeries(someFields({ prompt: 'a|b|c|d|e|f|g|h|i|j' }), matrix(), 'txt2img');
  expect(measured).toMatchObject({ problem: { code: 'tooManyCells', told: { cells: 512, most: 256 } } });
});
