import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readHints } from './hints';

it('reads what the header says', () => {
  const metadata = {
    'modelspec.prediction_type': 'epsilon',
    unet: '{"num_head_channels": 64}',
    text: '{"heads": 12, "hidden_act": "quick_gelu"}',
    text2: '{"hidden_act": "gelu"}',
    vae: '{"scaling_factor": 0.5}',
    scheduler: '{"rescale_betas_zero_snr": true}',
  };
  expect(readHints(metadata)).toEqual({
    prediction: 'epsilon',
    unet: { headWidth: 64 },
    text: [{ heads: 12, activation: 'quick-gelu' }, { activation: 'gelu' }],
    latentScale: 0.5,
    hasZeroTerminalSnr: true,
  });
  expect(readHints({})).toEqual({ unet: {}, text: [{}, {}] });
});

it.each([
  [{ prediction_type: 'v_prediction' }, 'v'],
  [{ prediction_type: 'v' }, 'v'],
  [{ prediction_type: 'eps' }, 'epsilon'],
  [{ 'modelspec.prediction_type': 'v', prediction_type: 'epsilon' }, 'v'],
  [{ prediction_type: 'sample' }, undefined],
])('%j predicts %s', (metadata, prediction) => {
  expect(readHints(metadata as Record<string, string>).prediction).toBe(prediction);
});

it('passes over whatever it does not understand', () => {
  const keys = ['unet', 'text', 'text2', 'vae', 'scheduler', 'prediction_type'];
  const value = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({ heads: fc.anything(), num_heads: fc.anything(), num_head_channels: fc.anything() })
      .map((object) => JSON.stringify(object, (_, inner) => (typeof inner === 'bigint' ? 1 : inner))),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), value), (metadata) => {
      const { unet, text } = readHints(metadata);
      for (const count of [unet.heads, unet.headWidth, text[0]!.heads]) {
        if (count !== undefined) expect(Number.isSafeInteger(count) && count > 0).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});
