import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { listCheckpoints } from '@/lib/catalog';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { EMPHASES, NOISE_SOURCES } from '@/lib/generation/details';
import { writeInfotext } from '@/lib/generation/infotext';
import type { GenerationRequest } from '@/lib/generation/request';
import { resolveRequest } from '@/lib/generation/resolve-request';
import { SAMPLERS, samplerNamed } from '@/lib/generation/samplers';
import { SCHEDULERS } from '@/lib/generation/schedulers';
import { studioRequestSchema } from '@/lib/generation/studio-request';
import { LATENT_UPSCALE_MODES, UPSCALERS } from '@/lib/generation/upscalers';
import { addPerson } from '@/lib/jobs/testing';
import { changeOptions } from '@/lib/options';
import { defaultValues, type StudioValues } from './studio-values';
import { toRequest } from './to-request';
import { valuesOfInfotext } from './values-of-infotext';

useTestDatabase();
useTestDataDir();

let ann: { id: string; name: string };
/** Has Settings of their own for everything an infotext may leave unsaid. */
let bob: { id: string; name: string };

beforeAll(async () => {
  ann = { id: await addPerson('ann'), name: 'ann' };
  bob = { id: await addPerson('bob'), name: 'bob' };
  for (const [name, digit] of Object.entries({ barn: 'a', city: 'b', dune: 'c' })) {
    await databasePool().query(
      `INSERT INTO model (id, path, name, size, modified_at, sha256)
       VALUES (gen_random_uuid(), $1 || '.safetensors', $1, 1, now(), $2)`,
      [name, digit.repeat(64)],
    );
  }
  await changeOptions(bob.id, {
    CLIP_stop_at_last_layers: 3,
    eta_ancestral: 0.5,
    eta_ddim: 0.3,
    randn_source: 'NV',
    eta_noise_seed_delta: 31337,
    s_churn: 2,
    s_tmin: 0.5,
    s_tmax: 9,
    s_noise: 1.1,
    s_min_uncond: 4,
    emphasis: 'No norm',
    tiling: true,
  });
});

/** What is drawn; an eta that is the sampler's own may be said or not. */
function drawn({ eta, ...request }: GenerationRequest) {
  return { ...request, eta: eta ?? samplerNamed(request.sampler_name)?.defaultEta ?? null };
}

const hundredths = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((value) => value / 100);
const settings = (value: fc.Arbitrary<number>) => fc.option(value, { nil: null });
const text = fc.constantFrom('a (red:1.2) house', 'snow, "quoted": yes', 'one\ntwo', '<lora:ink:1> [a|b]');
const paths = ['barn.safetensors', 'city.safetensors', 'dune.safetensors'];
const samplers = SAMPLERS.map(({ name }) => name);
const schedulers = SCHEDULERS.map(({ label }) => label);

const changes: fc.Arbitrary<Partial<StudioValues>> = fc.record({
  checkpoint: fc.constantFrom(...paths),
  prompt: text,
  negativePrompt: fc.constantFrom('', 'blurry, (low:0.5)'),
  sampler: fc.constantFrom(...samplers),
  scheduler: fc.constantFrom(...schedulers),
  steps: fc.integer({ min: 1, max: 150 }),
  cfgScale: fc.integer({ min: 2, max: 60 }).map((value) => value / 2),
  seed: fc.integer({ min: 0, max: 2 ** 40 }),
  width: fc.constantFrom(512, 640),
  height: fc.constantFrom(448, 768),
  denoisingStrength: hundredths(1),
  seedExtra: fc.boolean(),
  subseed: fc.integer({ min: 0, max: 2 ** 32 }),
  subseedStrength: hundredths(1),
  seedResizeFromW: fc.constantFrom(0, 512),
  seedResizeFromH: fc.constantFrom(0, 640),
  enableHr: fc.boolean(),
  hrUpscaler: fc.constantFrom(...LATENT_UPSCALE_MODES, ...UPSCALERS),
  hrSteps: fc.constantFrom(0, 12),
  hrScale: fc.constantFrom(1, 1.5, 2),
  hrResizeX: fc.constantFrom(0, 1024),
  hrResizeY: fc.constantFrom(0, 1024),
  hrCheckpoint: fc.constantFrom('', ...paths),
  hrSampler: fc.constantFrom('', ...samplers),
  hrScheduler: fc.constantFrom('', ...schedulers),
  hrPrompt: fc.oneof(fc.constant(''), text),
  hrNegativePrompt: fc.constantFrom('', 'noise, and: more'),
  refinerCheckpoint: fc.constantFrom('', ...paths),
  refinerSwitchAt: fc.constantFrom(0.01, 0.8, 1),
  vae: fc.constant(null),
  clipSkip: settings(fc.integer({ min: 1, max: 12 })),
  tiling: fc.constantFrom(null, true, false),
  eta: settings(hundredths(1)),
  sChurn: settings(hundredths(100)),
  sTmin: settings(hundredths(10)),
  sTmax: settings(hundredths(999)),
  sNoise: settings(hundredths(10)),
  sMinUncond: settings(hundredths(15)),
  noiseSource: fc.constantFrom(null, ...NOISE_SOURCES),
  ensd: settings(fc.integer({ min: 0, max: 40_000 })),
  emphasis: fc.constantFrom(null, ...EMPHASES),
});

const request = async (who: typeof ann, values: StudioValues) =>
  resolveRequest(who, studioRequestSchema.parse(toRequest('txt2img', values)));

test('parameters that are pasted make the request that made them, whosever Settings are what', async () => {
  const checkpoints = await listCheckpoints(ann.id);
  await fc.assert(
    fc.asyncProperty(changes, async (changed) => {
      const values = { ...defaultValues('txt2img', checkpoints[0]), ...changed };
      const asked = await request(ann, values);
      const infotext = writeInfotext(asked, 0);
      const before = {
        ...defaultValues('txt2img', checkpoints[0]),
        enableHr: true,
        seedExtra: true,
        subseedStrength: 1,
      };
      const again = await request(bob, { ...before, ...valuesOfInfotext(infotext, checkpoints) });
      expect(writeInfotext(again, 0)).toBe(infotext);
      // Told only where the sampler listens to it, drawn only there too.
      const unheard = [
        'subseed',
        's_churn',
        's_tmin',
        's_tmax',
        's_noise',
        'eta_noise_seed_delta',
        'emphasis',
        'eta',
      ];
      const heard = (of: GenerationRequest) =>
        Object.fromEntries(Object.entries(drawn(of)).filter(([key]) => !unheard.includes(key)));
      expect(heard(again)).toEqual(heard(asked));
    }),
    { numRuns: 60 },
  );
});
