import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPlainName } from '@/lib/data-dir/confine';
import { type SavingOptions, savingOptionsOf } from '../saving-options';
import { cleanFolders, cleanName } from './clean-name';
import { exampleName } from './example';
import { type NamedAs, pictureName, writtenName } from './picture-name';
import { someFacts } from './testing';

const named = (changes: Partial<SavingOptions> = {}, as: NamedAs = 'picture', basename = '') => {
  const name = pictureName(savingOptionsOf(changes), someFacts({ basename }), as);
  return [...name.folders, writtenName(name, 7)].join('/');
};

test.each<[Partial<SavingOptions>, string]>([
  [{}, '2026-03-04/00007-1234'],
  [{ save_to_dirs: false }, '00007-1234-a red barn, _lora_oil_0.5_ by night'],
  [{ samples_filename_pattern: '[steps]' }, '2026-03-04/00007-20'],
  [{ samples_filename_pattern: '[none]' }, '2026-03-04/00007'],
  [{ samples_filename_pattern: '[none]', save_images_add_number: false }, '2026-03-04/00007'],
  [{ save_images_add_number: false }, '2026-03-04/1234-7'],
  [{ directories_filename_pattern: '' }, 'a red barn lora oil 0 5 by/00007-1234'],
  [{ directories_filename_pattern: '[prompt_words]', directories_max_prompt_words: 2 }, 'a red/00007-1234'],
  [{ directories_filename_pattern: '[user]/[date]/[none]/[sampler]' }, 'ann/2026-03-04/DPM++ 2M/00007-1234'],
  [{ directories_filename_pattern: '[none]' }, '00007-1234'],
  // A name stays one name.
  [{ samples_filename_pattern: '[date]/[seed]' }, '2026-03-04/00007-2026-03-04_1234'],
])('%j', (options, name) => {
  expect(named(options)).toBe(name);
});

test('grids are called by their number unless the options say more; those of scripts have their seed', () => {
  expect(named({}, 'grid', 'grid')).toBe('2026-03-04/grid-0007');
  expect(named({ grid_extended_filename: true }, 'grid', 'grid')).toBe('2026-03-04/grid-0007-1234');
  expect(named({ grid_save_to_dirs: false }, 'grid', 'grid')).toBe('grid-0007');
  expect(named({}, 'script grid', 'xyz_grid')).toBe('2026-03-04/xyz_grid-0007-1234');
});

test('a name without numbers gets one only where it is taken', () => {
  const name = pictureName(savingOptionsOf({ save_images_add_number: false }), someFacts(), 'picture');
  expect([0, 1, 2].map((number) => writtenName(name, number))).toEqual(['1234', '1234-1', '1234-2']);
});

test('the example of Settings is called as a picture would be', () => {
  const now = new Date('2026-03-04T10:00:00Z');
  expect(exampleName({}, now)).toBe('outputs/txt2img-images/2026-03-04/00012-1234567890.png');
  const digest = createHash('sha256').update('a red barn, snow, evening light').digest('hex').slice(0, 8);
  const chosen = {
    samples_filename_pattern: '[prompt_hash]-[batch_number]',
    save_images_add_number: false,
    samples_format: 'webp',
    save_to_dirs: false,
  };
  expect(exampleName(chosen, now)).toBe(`outputs/txt2img-images/${digest}-2.webp`);
});

const HOSTILE = [
  '../../../etc/passwd',
  '..\\..\\windows',
  '/etc/passwd',
  'C:\\Windows',
  '//server/share',
  '.',
  '..',
  '. .',
  '~/x',
  'a\0b',
  'con',
  'NUL.txt',
  'com1',
  'lpt¹',
  'a\u001fb\u007f',
  'line\nbreak\r\t',
  'trailing. . .',
  '   leading',
  'x'.repeat(10_000),
  '猫'.repeat(10_000),
  '😀'.repeat(10_000),
  `${'x'.repeat(219)}😀`,
  'half \ud83d a smile',
  '\ude00',
  'a/../b',
  '%2e%2e%2f',
  '[prompt',
  '[seed]/../[seed]',
  '<>:"|?*#',
  '\u202egnp.exe',
  'a/'.repeat(5_000),
];

const isSound = (name: string) => isPlainName(name) && Buffer.byteLength(name) <= 255;

function check(pattern: string, prompt: string): void {
  const saving = savingOptionsOf({
    samples_filename_pattern: pattern,
    directories_filename_pattern: pattern,
    directories_max_prompt_words: 100,
  });
  for (const save_images_add_number of [true, false]) {
    const options = { ...saving, save_images_add_number };
    const name = pictureName(options, someFacts({ prompt, basename: 'prompt_matrix' }), 'script grid');
    expect(name.folders.length).toBeLessThanOrEqual(8);
    const file = `${writtenName(name, 123_456_789)}.webp`;
    expect([...name.folders, file].filter((each) => !isSound(each))).toEqual([]);
  }
}

test.each(HOSTILE)('no pattern and no prompt makes a name that is none: %j', (text) => {
  for (const pattern of [
    text,
    `[prompt]${text}[prompt_spaces]`,
    `${text}/[prompt_words]`,
    '[datetime<%c%n>]',
  ])
    check(pattern, text);
});

test('whatever is said, names are names', () => {
  const token = fc.constantFrom('[seed]', '[prompt]', '[prompt_spaces]', '/', '\\', '..', '[hasprompt<a|/>]');
  const pattern = fc.array(fc.oneof(token, fc.string({ unit: 'binary' })), { maxLength: 12 });
  fc.assert(
    fc.property(pattern, fc.string({ unit: 'binary', maxLength: 400 }), (pieces, prompt) =>
      check(pieces.join(''), prompt),
    ),
    { numRuns: 300 },
  );
});

test('names keep what they may have, and are cut at a whole character', () => {
  expect(cleanName('Grüße, 猫 😀 (1) [a]')).toBe('Grüße, 猫 😀 (1) [a]');
  expect(cleanName(`${'x'.repeat(218)}😀`)).toBe('x'.repeat(218));
  expect(cleanName('con')).toBe('_con');
  expect(cleanFolders('/a//b\\c/./../ /d')).toEqual(['a', 'b', 'c', 'd']);
});
