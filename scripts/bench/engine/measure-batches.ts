import type { Device } from '@/worker/engine/device/device';
import type { SamplerName } from '@/worker/engine/sampling/samplers';
import type { Measure } from '../measure';
import { Drawing, starterRequest } from './drawing';

const SAMPLERS: SamplerName[] = ['Euler', 'Euler a', 'DPM++ 2M', 'DPM++ 2M SDE', 'DDIM', 'UniPC'];
const PROMPTS = ['a cute dog', 'a red house', 'night sky, (stars:1.3)', ''];
const BATCH = 4;

/** Pictures of a batch of four, each drawn alone as well. */
export async function measureBatches(device: Device): Promise<Measure[]> {
  const drawing = new Drawing(device);
  const unequal: string[] = [];
  for (const sampler of SAMPLERS) {
    const pictures = Array.from({ length: BATCH }, (_, i) =>
      starterRequest({ prompt: PROMPTS[i]!, seed: 100 + i, sampler, steps: 8 }),
    );
    const together = await drawing.draw(pictures);
    for (const [i, picture] of pictures.entries()) {
      const [alone] = await drawing.draw([picture]);
      if (!Buffer.from(alone!.rgb).equals(together[i]!.rgb)) unequal.push(`${sampler} ${i + 1}`);
    }
  }
  await drawing.close();
  return [
    {
      what: `pictures alone and in a batch of ${BATCH}: of ${SAMPLERS.length * BATCH}, those whose bytes differ`,
      value: unequal.length,
      unit: '',
      bar: 0,
      note: unequal.length > 0 ? unequal.join(', ') : SAMPLERS.join(', '),
    },
  ];
}
