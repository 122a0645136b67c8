import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HiresPass, Img2ImgRequest, InpaintMask } from './engine/pipeline/request';
import { golden, STARTER } from './engine/testing/paths';
import { temporaryFolder } from './engine/testing/temporary-folder';
import { engine, request } from './testing-engine';

const hires: HiresPass = { upscaler: 'Latent', size: { scale: 1.5 }, steps: 3, denoisingStrength: 0.6 };

const img2img = (changes: Partial<Img2ImgRequest> = {}): Img2ImgRequest => ({
  ...request({ steps: 4 }),
  init: { width: 48, height: 32, rgb: new Uint8Array(48 * 32 * 3).fill(90) },
  resizeMode: 0,
  denoisingStrength: 0.6,
  ...changes,
});

/** The left half is drawn anew. */
const mask: InpaintMask = {
  width: 8,
  height: 8,
  levels: Uint8Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? 255 : 0)),
  blurX: 0,
  blurY: 0,
  content: 'original',
};

describe('jobs of every pipeline', { timeout: 120_000 }, () => {
  let copy: string;
  beforeAll(async () => {
    copy = path.join(await temporaryFolder(), 'copy.safetensors');
    await copyFile(STARTER, copy);
  });

  it('counts the steps of both passes and answers in the second one’s size', async () => {
    const { host, run, of } = engine();
    await run('job', [[request({ hires }), request({ hires, seed: 6 })]]);
    expect(of('progress').map(({ step, steps }) => [step, steps])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((step) => [step, 9]),
    );
    for (const { pixels } of of('picture')) expect(pixels).toMatchObject({ width: 96, height: 96 });
    await host.close();
  });

  it('draws the same bytes from a picture alone and in a batch', async () => {
    const { host, run, of } = engine();
    const pictures = [
      img2img(),
      img2img({ seed: 8, mask }),
      img2img({ prompt: 'a red house', resizeMode: 1 }),
    ];
    await run('batch', [pictures]);
    for (const [i, picture] of pictures.entries()) await run(`alone ${i}`, [[picture]]);
    for (const { index, pixels } of of('picture', 'batch')) {
      expect(of('picture', `alone ${index}`)[0]!.pixels.rgb).toEqual(pixels.rgb);
    }
    await host.close();
  });

  it('encodes the start of a batch once, and draws the same bytes as alone', async () => {
    const { host, run, of } = engine();
    const { init } = img2img();
    const pictures = [1, 2, 3].map((seed) => img2img({ init, seed, mask }));
    await run('batch', [pictures]);
    await run('alone', [[{ ...pictures[1]!, init: { ...init, rgb: init.rgb.slice() } }]]);
    expect(of('picture', 'batch').find(({ index }) => index === 1)!.pixels.rgb).toEqual(
      of('picture', 'alone')[0]!.pixels.rgb,
    );
    await host.close();
  });

  it('changes to the checkpoint of the second pass, which has the last word', async () => {
    const { host, run, of } = engine();
    await run('same', [[request({ hires })]]);
    await run('other', [[request({ hires: { ...hires, checkpoint: copy } })]]);
    expect(of('loading').map(({ checkpoint }) => checkpoint)).toEqual([STARTER, copy]);
    expect(of('picture', 'other')[0]!.pixels.rgb).toEqual(of('picture', 'same')[0]!.pixels.rgb);
    await host.close();
  });

  it('hands over to the refiner at its share of the way, and not before', async () => {
    const { host, run, of } = engine();
    const refined = (switchAt: number) => request({ refiner: { checkpoint: copy, switchAt } });
    await run('plain', [[request()]]);
    await run('half', [[refined(0.5)]]);
    expect(of('loading', 'half').map(({ checkpoint }) => checkpoint)).toEqual([copy, STARTER]);
    expect(of('picture', 'half')[0]!.pixels.rgb).toEqual(of('picture', 'plain')[0]!.pixels.rgb);
    await run('never', [[refined(1)]]);
    expect(of('loading', 'never')).toEqual([]);
    await host.close();
  });

  it('refines the second pass only, unless told otherwise', async () => {
    const { host, run, of } = engine();
    const refined = (hiresPass?: 'first' | 'both') =>
      request({ hires, refiner: { checkpoint: copy, switchAt: 0.5, ...(hiresPass ? { hiresPass } : {}) } });
    await run('second', [[refined()]]);
    await run('first', [[refined('first')]]);
    const order = (job: string) =>
      of('loading', job).map(({ checkpoint }) => (checkpoint === copy ? 'refiner' : 'own'));
    // The pass's own checkpoint decodes.
    expect(order('second')).toEqual(['own', 'refiner', 'own']);
    expect(order('first')).toEqual(['refiner', 'own']);
    await host.close();
  });

  it('fails a job whose other checkpoint is missing before it begins', async () => {
    const { host, run, of } = engine();
    await run('job', [[request({ hires: { ...hires, checkpoint: '/no/such.safetensors' } })]]);
    expect(of('failed')[0]).toMatchObject({ deviceMs: 0, error: { code: 'checkpoint-missing' } });
    expect(of('loading')).toEqual([]);
    await host.close();
  });

  it('sends previews in full, of the picture’s size', async () => {
    const { host, run, of } = engine();
    await run('job', [[request()]], { previewEvery: 2, previewKind: 'full' });
    const previews = of('progress').flatMap(({ preview }) => preview ?? []);
    expect(previews).toHaveLength(2);
    for (const preview of previews) expect(preview).toMatchObject({ width: 64, height: 64 });
    await host.close();
  });

  it('decodes with another VAE when the job names one', async () => {
    const { host, run, of } = engine();
    await run('own', [[request()]]);
    await run('same', [[request()]], { vae: copy });
    await run('other', [[request()]], { vae: golden('networks-sd1.safetensors') });
    const bytes = (job: string) => of('picture', job)[0]!.pixels.rgb;
    expect(bytes('same')).toEqual(bytes('own'));
    expect(bytes('other')).not.toEqual(bytes('own'));
    await run('missing', [[request()]], { vae: '/no/such.safetensors' });
    expect(of('failed', 'missing')).toHaveLength(1);
    await host.close();
  });

  it('skips in the second pass: what is decoded has its size', async () => {
    const { host, run, of } = engine((event, engineHost) => {
      if (event.type === 'progress' && event.step === 7) engineHost.skip('job');
    });
    await run('job', [[request({ hires })]]);
    expect(of('picture')[0]).toMatchObject({ complete: false, pixels: { width: 96, height: 96 } });
    await host.close();
  });

  it('skips a picture from a picture: what was kept stays', async () => {
    const { host, run, of } = engine((event, engineHost) => {
      if (event.type === 'progress' && event.step === 1) engineHost.skip('job');
    });
    await run('job', [[img2img({ mask })]]);
    const [{ pixels, complete }] = of('picture') as [ReturnType<typeof of<'picture'>>[number]];
    expect(complete).toBe(false);
    for (let y = 0; y < 64; y++) expect(pixels.rgb[3 * (64 * y + 60)]).toBe(90);
    await host.close();
  });

  it('draws pictures that tile', async () => {
    const { host, run, of } = engine();
    await run('plain', [[request({ steps: 8 })]]);
    await run('tiled', [[request({ steps: 8, tiling: true })]]);
    const seam = (job: string) => {
      const { rgb, width, height } = of('picture', job)[0]!.pixels;
      const row = Array.from({ length: height }, (_, y) =>
        Math.abs(rgb[3 * width * y]! - rgb[3 * (width * y + width - 1)]!),
      );
      return row.reduce((a, b) => a + b, 0) / height;
    };
    expect(seam('tiled')).toBeLessThan(seam('plain'));
    await host.close();
  });

  it('refuses a checkpoint for the second pass that cannot draw', async () => {
    const { host, run, of } = engine();
    const other = golden('networks-inpaint.safetensors');
    await run('job', [[request({ hires: { ...hires, checkpoint: other } })]]);
    expect(of('failed')).toHaveLength(1);
    await host.close();
  });
});
