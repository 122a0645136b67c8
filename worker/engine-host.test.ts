import { describe, expect, it } from 'vitest';
import { golden, STARTER } from './engine/testing/paths';
import { engine, request } from './testing-engine';

describe('EngineHost', { timeout: 60_000 }, () => {
  it('draws the same bytes for a picture alone and in a batch of three', async () => {
    const { host, run, of } = engine();
    const pictures = [
      request(),
      request({ prompt: 'a red house', seed: 6 }),
      request({ seed: 7, sampler: 'DPM++ 2M' }),
    ];
    await run('batch', [pictures]);
    for (const [i, picture] of pictures.entries()) await run(`alone ${i}`, [[picture]]);
    for (const { index, pixels } of of('picture', 'batch')) {
      expect(of('picture', `alone ${index}`)[0]!.pixels.rgb).toEqual(pixels.rgb);
    }
    expect(
      of('picture', 'batch')
        .map(({ index }) => index)
        .sort(),
    ).toEqual([0, 1, 2]);
    await host.close();
  });

  it('draws the same bytes at scale 1, alone and in a batch', async () => {
    const { host, run, of } = engine();
    const pictures = [1, 2, 3].map((seed) => request({ seed, cfgScale: 1 }));
    await run('batch', [pictures]);
    await run('alone', [[pictures[1]!]]);
    expect(of('picture', 'alone')[0]!.pixels.rgb).toEqual(of('picture', 'batch')[1]!.pixels.rgb);
    await host.close();
  });

  it('tells loading once, every step, previews and pictures in order', async () => {
    const { host, run, events, of } = engine();
    await run('job', [[request({ seed: 1 }), request({ seed: 2 })], [request({ seed: 3 })]], {
      previewEvery: 2,
    });
    await run('again', [[request()]]);
    expect(events.slice(0, 2).map(({ type }) => type)).toEqual(['loading', 'loaded']);
    expect(of('loading')).toHaveLength(1);
    expect(of('progress', 'job').map(({ batch, step }) => [batch, step])).toEqual([
      ...[1, 2, 3, 4, 5, 6].map((step) => [0, step]),
      ...[1, 2, 3, 4, 5, 6].map((step) => [1, step]),
    ]);
    expect(of('progress', 'job')[0]).toMatchObject({ batches: 2, steps: 6 });
    const preview = of('progress', 'job').find((event) => event.preview)!.preview!;
    expect(preview.rgb).toHaveLength(3 * preview.width * preview.height);
    expect(of('picture', 'job').map(({ index, complete }) => [index, complete])).toEqual([
      [0, true],
      [1, true],
      [2, true],
    ]);
    const { deviceMs, interrupted } = of('done', 'job')[0]!;
    expect(deviceMs).toBeGreaterThan(0);
    expect(interrupted).toBe(false);
    await host.close();
  });

  it('interrupts within a step: what there is is decoded, later batches are dropped', async () => {
    const { host, run, of } = engine((event, engineHost) => {
      if (event.type === 'progress' && event.step === 2) engineHost.interrupt('job');
    });
    await run('job', [[request({ steps: 50 }), request({ steps: 50, seed: 6 })], [request()]]);
    expect(of('progress').at(-1)).toMatchObject({ step: 2 });
    expect(of('picture').map(({ index, complete }) => [index, complete])).toEqual([
      [0, false],
      [1, false],
    ]);
    expect(of('done')[0]).toMatchObject({ interrupted: true });
    await host.close();
  });

  it('skips the current batch only', async () => {
    let skipped = false;
    const { host, run, of } = engine((event, engineHost) => {
      if (event.type === 'progress' && event.step === 2 && !skipped) {
        skipped = true;
        engineHost.skip('job');
      }
    });
    await run('job', [[request()], [request({ seed: 9 })]]);
    expect(of('picture').map(({ index, complete }) => [index, complete])).toEqual([
      [0, false],
      [1, true],
    ]);
    expect(of('done')[0]).toMatchObject({ interrupted: false });
    await host.close();
  });

  it('ends a job at once that is interrupted before it began', async () => {
    const { host, run, of } = engine((event, engineHost) => {
      if (event.type === 'progress' && event.jobId === 'first' && event.step === 1)
        engineHost.interrupt('second');
    });
    const first = run('first', [[request()]]);
    const second = run('second', [[request()]]);
    await second;
    expect(of('done', 'first')).toEqual([]);
    expect(of('done', 'second')[0]).toMatchObject({ interrupted: true, deviceMs: 0 });
    expect(of('picture', 'second')).toEqual([]);
    await first;
    const third = run('third', [[request()]]);
    host.interrupt('third');
    await third;
    expect(of('done', 'third')[0]).toMatchObject({ interrupted: true });
    await host.close();
  });

  it('changes checkpoints and goes back', async () => {
    const { host, run, of } = engine();
    const other = golden('networks-sd1.safetensors');
    await Promise.all([run('a', [[request()]]), run('b', [[request({ steps: 1 })]], { checkpoint: other })]);
    await run('c', [[request()]]);
    expect(of('failed').map(({ error }) => error)).toEqual([expect.objectContaining({ code: 'device' })]);
    expect(of('loading').map(({ jobId }) => jobId)).toEqual(['a', 'b', 'c']);
    expect(of('picture', 'c')[0]!.pixels.rgb).toEqual(of('picture', 'a')[0]!.pixels.rgb);
    await host.close();
  });

  it.each([
    ['checkpoint-missing', '/no/such.safetensors', request()],
    ['checkpoint-unsupported', golden('adapter-lora.safetensors'), request()],
    ['request-invalid', STARTER, request({ steps: 0 })],
  ])('fails a job with %s and goes on', async (code, checkpoint, picture) => {
    const { host, run, of } = engine();
    await run('bad', [[picture]], { checkpoint });
    expect(of('failed')[0]).toMatchObject({ deviceMs: 0, error: { code } });
    await run('good', [[request({ steps: 1 })]]);
    expect(of('picture', 'good')).toHaveLength(1);
    await host.close();
  });

  it('ends an empty job', async () => {
    const { host, run, of } = engine();
    await run('none', []);
    await run('empty batches', [[], []]);
    expect(of('done')).toHaveLength(2);
    await host.close();
  });
});
