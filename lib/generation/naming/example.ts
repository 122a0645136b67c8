import { savingOptionsOf } from '../saving-options';
import type { Hashed, NameFacts } from './name-facts';
import { pictureName, writtenName } from './picture-name';
import { TOKEN_NAMES } from './tokens';

/** SHA-256 of the example's texts; its samples have none, as there is no such picture. */
const DIGESTS: Record<Hashed, string> = {
  prompt: 'd88507ff61296a9219b11a02e71a730137ecc024381ea5d328b2e1cc3f44da6d',
  negativePrompt: 'a51b6dba67016a9169bcd19a038bd3ea1036ebaa0c37833d60d3e7cd15933d80',
  fullPrompt: 'ce7efc1dc26907f05d880ff5943768dda5c138b2807d34b9a34eb04b3b0633fb',
  image: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
};

const PICTURE: Omit<NameFacts, 'date' | 'begun'> = {
  prompt: 'a red barn, snow, evening light',
  negativePrompt: 'blurry',
  promptWithoutStyles: 'a red barn',
  styles: ['Winter'],
  seed: 1234567890,
  seeds: { first: 1234567889, last: 1234567892 },
  steps: 20,
  cfgScale: 7,
  width: 512,
  height: 768,
  sampler: 'DPM++ 2M',
  scheduler: 'Karras',
  model: { name: 'starter-v0', hash: '6ce0161689' },
  vae: null,
  clipSkip: 1,
  denoisingStrength: 0.7,
  batchSize: 2,
  batchCount: 2,
  index: 1,
  user: 'ann',
  basename: '',
  hashOf: (what) => DIGESTS[what],
};
const NUMBER = 12;

/** Where an example of a picture would lie that is saved now. */
export function exampleName(chosen: Record<string, unknown>, now = new Date()): string {
  const options = savingOptionsOf(chosen);
  const name = pictureName(options, { ...PICTURE, date: now, begun: now }, 'picture');
  const file = `${writtenName(name, name.digits === null ? 0 : NUMBER)}.${options.samples_format}`;
  return ['outputs', 'txt2img-images', ...name.folders, file].join('/');
}

/** All tokens of patterns, as people write them. */
export const EXAMPLE_TOKENS = TOKEN_NAMES.map((name) => `[${name}]`).join(' ');
