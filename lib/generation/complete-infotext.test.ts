import { expect, test } from 'vitest';
import { completeInfotext } from './complete-infotext';
import { parseInfotext } from './parse-infotext';

const completed = (text: string) => completeInfotext(parseInfotext(text));
const pairs = (parameters: string, prompt = 'a barn') =>
  Object.fromEntries(completed(`${prompt}\nSteps: 20, Sampler: DDIM, Seed: 1, ${parameters}`).pairs);

test('a prompt alone says nothing of how it is drawn', () => {
  expect(completed('a (red) barn')).toEqual({ prompt: 'a (red) barn', negativePrompt: '', pairs: new Map() });
});

test('what parameters leave unsaid', () => {
  expect(pairs('Size: 64x64')).toMatchObject({ RNG: 'GPU', 'Clip skip': '1', 'Schedule rho': '0' });
  expect(pairs('RNG: CPU, Clip skip: 2')).toMatchObject({ RNG: 'CPU', 'Clip skip': '2' });
  expect(pairs('Size: 64x64')).not.toHaveProperty('Emphasis');
  expect(pairs('Size: 64x64', 'a (red) barn')).toHaveProperty('Emphasis', 'Original');
});

const OLD = ['Old prompt editing timelines', 'Pad conds v0', 'Downcast alphas_cumprod'];

test.each([
  ['v1.5.2', OLD],
  ['v1.5.2-10-gabcdef0', OLD],
  ['v1.6.0', ['Downcast alphas_cumprod']],
  ['v1.7.0-224-gabcdef0', ['Downcast alphas_cumprod']],
  ['v1.7.0-225-gabcdef0', []],
  ['v1.10.1', []],
  ['f0.0.17v1.8.0rc-latest-276-g29be1da7', []],
  ['Atelier 0.1.0', []],
  ['', []],
])('version %s drew with %s', (version, keys) => {
  const told = pairs(`Version: ${version}`, 'a [red:blue:5] barn');
  expect(OLD.filter((key) => told[key] === 'True')).toEqual(keys);
});

test('a refiner of before 1.8 took over by steps', () => {
  const by = (version: string, refiner = 'Refiner: xl, ') =>
    pairs(`${refiner}Version: ${version}`)['Refiner switch by sampling steps'];
  expect([by('v1.7.0'), by('v1.8.0'), by('v1.7.0', '')]).toEqual(['True', 'False', 'False']);
});

test('the oldest hires fix', () => {
  expect(pairs('Size: 1024x512, First pass size: 512x256')).toMatchObject({
    'Size-1': '512',
    'Size-2': '256',
    'Hires resize-1': '1024',
    'Hires resize-2': '512',
  });
  expect(pairs('Size: 1024x512, First pass size: 0x0')).toMatchObject({ 'Size-1': '768', 'Size-2': '384' });
});

test('a hypernetwork that was a setting becomes a tag', () => {
  expect(completed('a barn\nSteps: 2, Seed: 1, Hypernet: ink, Hypernet strength: 0.5').prompt).toBe(
    'a barn<hypernet:ink:0.5>',
  );
});
