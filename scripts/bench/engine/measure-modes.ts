import { ACCELERATIONS, type Acceleration, type Device } from '@/worker/engine/device/device';
import type { Txt2ImgRequest } from '@/worker/engine/pipeline/request';
import type { Pixels } from '@/worker/engine/pixels';
import { structuralSimilarity } from '@/worker/engine/testing/ssim';
import type { Measure } from '../measure';
import { withTemporaryFolder } from '../temporary-folder';
import { Drawing, starterRequest } from './drawing';

const PICTURES: Txt2ImgRequest[] = [
  starterRequest(),
  starterRequest({ prompt: 'a red house, night sky', seed: 2, sampler: 'Euler a' }),
  starterRequest({
    prompt: 'a cat on a table',
    negativePrompt: 'blurry',
    seed: 3,
    sampler: 'DPM++ 2M',
    scheduler: 'Karras',
  }),
  starterRequest({ prompt: 'a boat on the sea', seed: 4, sampler: 'DDIM' }),
  starterRequest({ prompt: '(flowers:1.3) in a vase', seed: 5, sampler: 'DPM++ 2M SDE', cfgScale: 5 }),
  starterRequest({ prompt: 'mountains', seed: 6, sampler: 'UniPC', steps: 12 }),
  starterRequest({ prompt: 'a portrait', seed: 7, sampler: 'Heun', steps: 10, width: 192, height: 128 }),
  starterRequest({ prompt: '', seed: 8, sampler: 'LMS', cfgScale: 12 }),
];

async function drawn(device: Device, acceleration: Acceleration, cache: string): Promise<Pixels[]> {
  const drawing = new Drawing({ ...device, acceleration }, cache);
  const pictures: Pixels[] = [];
  for (const request of PICTURES) pictures.push(...(await drawing.draw([request])));
  await drawing.close();
  return pictures;
}

/** ‖a - b‖ / ‖b‖ of all pixel values. */
function relativeDifference({ rgb }: Pixels, plain: Pixels): number {
  let [difference, reference] = [0, 0];
  for (let i = 0; i < rgb.length; i++) {
    difference += (rgb[i]! - plain.rgb[i]!) ** 2;
    reference += plain.rgb[i]! ** 2;
  }
  return Math.sqrt(difference / reference);
}

/** How far the pictures of each acceleration are from those of the plain graph. */
export const measureModes = (device: Device): Promise<Measure[]> =>
  withTemporaryFolder((cache) => compareModes(device, cache));

async function compareModes(device: Device, cache: string): Promise<Measure[]> {
  const plain = await drawn(device, 'none', cache);
  const measures: Measure[] = [];
  for (const acceleration of ACCELERATIONS) {
    if (acceleration === 'none') continue;
    const pictures = await drawn(device, acceleration, cache);
    const similarities = pictures.map((picture, i) => structuralSimilarity(picture, plain[i]!));
    const differences = pictures.map((picture, i) => relativeDifference(picture, plain[i]!));
    const mean = similarities.reduce((a, b) => a + b) / similarities.length;
    measures.push(
      {
        what: `${acceleration} against plain, ${PICTURES.length} pictures of the starter, least SSIM`,
        value: Math.min(...similarities),
        unit: '',
        least: 0.95,
        note: `mean ${mean.toFixed(4)}; least: ${PICTURES[similarities.indexOf(Math.min(...similarities))]!.sampler}`,
      },
      {
        what: `${acceleration} against plain, the same pictures, largest relative L2 of pixels`,
        value: Math.max(...differences),
        unit: '',
      },
    );
  }
  return measures;
}
