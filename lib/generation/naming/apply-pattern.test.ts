import { expect, test } from 'vitest';
import { applyPattern, namesToken } from './apply-pattern';
import type { NameFacts } from './name-facts';
import { someFacts } from './testing';

const said = (pattern: string, changes: Partial<NameFacts> = {}, mostWords = 8) =>
  applyPattern(pattern, { ...someFacts(changes), mostWords });

// As the generator of AUTOMATIC1111/stable-diffusion-webui says them of the same facts.
test.each([
  ['[seed]', '1234'],
  ['[seed_first] [seed_last]', '1230 1237'],
  ['[steps] [cfg] [width] [height]', '20 7.0 512 768'],
  ['[styles]', 'Oil, Night'],
  ['[sampler]', 'DPM++ 2M'],
  ['[scheduler] [sampler_scheduler]', 'Karras DPM++ 2M Karras'],
  ['[model_name] [model_hash]', 'starter-v0 0123456789'],
  ['[date]', '2026-03-04'],
  ['[datetime]', '20260304230506'],
  ['[datetime<%Y-%m>]', '2026-03'],
  ['[datetime<%H%M><Asia/Tokyo>]', '0805'],
  ['[datetime<><Asia/Tokyo>]', '20260305080506'],
  ['[job_timestamp]', '20260304230400'],
  ['[prompt]', 'a_red_barn,__lora_oil_0.5__by_night'],
  ['[prompt_spaces]', 'a red barn, _lora_oil_0.5_ by night'],
  ['[prompt_words]', 'a red barn lora oil 0 5 by'],
  ['[prompt_no_styles]', 'a red barn'],
  ['[prompt_hash]', '11111111'],
  ['[prompt_hash<4>]', '1111'],
  ['[negative_prompt_hash<3>] [full_prompt_hash<2>]', '222 33'],
  ['[image_hash]', '4'.repeat(64)],
  ['[image_hash<5>]', '44444'],
  ['[batch_number] [batch_size]', '1 2'],
  ['[generation_number]', '5'],
  ['[hasprompt<barn|house><NIGHT><dog|no dog><cat>]', 'barnnightno_dog'],
  ['[clip_skip]', '2'],
  ['[denoising]', '0.75'],
  ['[user]', 'ann'],
  ['[vae_filename]', 'vae-ft'],
  ['[none]x', 'x'],
  ['[basename]', 'img'],
  ['[SEED]', '1234'],
  // Unknown ones stay, and so do those that can say nothing.
  ['a[colour]b', 'a[colour]b'],
  ['[prompt_hash<four>]', '[prompt_hash]'],
  ['[[seed]]', '[1234]'],
  ['[seed', '[seed'],
  ['seed]', 'seed]'],
  ['[]', '[]'],
  ['[constructor] [__proto__]', '[constructor] [__proto__]'],
])('%s', (pattern, text) => {
  expect(said(pattern)).toBe(text);
});

test('a token with nothing to say takes the text in front of it along', () => {
  const alone = { batchSize: 1, batchCount: 1, index: 0, denoisingStrength: null };
  expect(said('[seed]-n[generation_number]-b[batch_number]-d[denoising]-l[seed_last]-[steps]', alone)).toBe(
    '1234-20',
  );
  expect(said('[seed_first]', alone)).toBe('1234');
  expect(said('[generation_number]', { ...alone, batchCount: 2, index: 1 })).toBe('2');
});

test('what is not there has a word of its own', () => {
  expect(said('[styles] [vae_filename]', { styles: [], vae: null })).toBe('None NoneType');
  expect(said('[model_hash]', { model: { name: 'x', hash: null } })).toBe('[model_hash]');
  expect(said('[prompt_words]', { prompt: ' ,.! ' })).toBe('empty');
  expect(said('[prompt_words]', {}, 2)).toBe('a red');
  expect(said('[vae_filename]', { vae: '.hidden.pt' })).toBe('hidden');
});

test('what a token says is short and has no character that is forbidden', () => {
  expect([...said('[prompt]', { prompt: '😀'.repeat(500) })]).toHaveLength(128);
  expect(said('[prompt]', { prompt: ' ../..\\a:b*?"<>|#\n\t. . ' })).toBe('_.._.._a_b_________._._');
  expect(said('[prompt_spaces]', { prompt: '  ../a\u0000. . ' })).toBe('.._a_');
  expect(said('[user]', { user: '\ud83d' })).toBe('_');
});

test('a pattern as long as anybody sends is read at once', () => {
  for (const piece of ['[', '[a', ']', '<', '[<>', '[seed]', '[x<1>', '[hasprompt<a|b>]']) {
    const began = performance.now();
    said(piece.repeat(1000));
    expect(performance.now() - began).toBeLessThan(500);
  }
});

test('whether a pattern has a token', () => {
  expect(namesToken('a [Image_Hash<8>]', 'image_hash')).toBe(true);
  expect(namesToken('image_hash', 'image_hash')).toBe(false);
});
