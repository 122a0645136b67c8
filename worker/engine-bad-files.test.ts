import { renameSync, rmSync } from 'node:fs';
import { appendFile, copyFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Img2ImgRequest, Txt2ImgRequest } from './engine/pipeline/request';
import { golden, STARTER, STARTER_LORA } from './engine/testing/paths';
import { safetensorsBytes } from './engine/testing/safetensors-bytes';
import type { StoredTensors } from './engine/testing/stored-tensors';
import { temporaryFolder } from './engine/testing/temporary-folder';
import { withWholeVocabulary } from './engine/testing/whole-vocabulary';
import { temporaryFile } from './engine/testing/write-safetensors';
import { engine, request as starterRequest } from './testing-engine';

const request = (changes: Partial<Txt2ImgRequest> = {}) => starterRequest({ steps: 2, ...changes });
const fromPicture: Img2ImgRequest = {
  ...request(),
  init: { width: 64, height: 64, rgb: new Uint8Array(64 * 64 * 3).fill(90) },
  resizeMode: 0,
  denoisingStrength: 0.9,
};

/** One weight of a tensor becomes NaN. */
const spoilt = (name: string) => (tensors: StoredTensors) => {
  const tensor = tensors.get(name)!;
  const data = Buffer.from(tensor.data);
  data.writeUInt16LE(0x7e00, 2);
  tensors.set(name, { ...tensor, data });
};

async function copyOf(file: string): Promise<string> {
  const copy = path.join(await temporaryFolder(), path.basename(file));
  await copyFile(file, copy);
  return copy;
}

describe('NaN in the weights ends a job with the tensor’s name, never with a black picture', {
  timeout: 120_000,
}, () => {
  it.each([
    [
      'text encoder',
      'conditioner.embedders.0.transformer.text_model.encoder.layers.0.mlp.fc1.weight',
      request(),
    ],
    ['second text encoder', 'conditioner.embedders.1.model.ln_final.weight', request()],
    ['UNet', 'model.diffusion_model.middle_block.0.in_layers.2.weight', request()],
    ['VAE', 'first_stage_model.decoder.conv_out.weight', request()],
    ['VAE', 'first_stage_model.encoder.conv_in.weight', fromPicture],
  ])('%s: %s', async (network, tensor, picture) => {
    const checkpoint = await withWholeVocabulary('networks-sdxl', spoilt(tensor));
    const { host, run, of } = engine();
    await run('bad', [[picture]], { checkpoint });
    expect(of('failed').map(({ error }) => error)).toEqual([
      {
        code: 'not-a-number',
        message: expect.stringMatching(
          /^This checkpoint produces NaN with every picture: the tensor ".*" of its /,
        ),
      },
    ]);
    expect(of('failed')[0]!.error.message).toContain(`of its ${network} is not all numbers`);
    expect(of('picture')).toEqual([]);
    await run('good', [[request()]]);
    expect(of('picture', 'good')).toHaveLength(1);
    await host.close();
  });
});

/** Plain noise from the networks would be a picture too: these are told by their words. */
const failure = (of: ReturnType<typeof engine>['of'], id: string) =>
  of('failed', id).map(({ error }) => error);

describe('a checkpoint that goes away', { timeout: 120_000 }, () => {
  it('before it is loaded: the job fails with a sentence, the next one is drawn', async () => {
    const checkpoint = await copyOf(STARTER);
    const { host, run, of } = engine((event) => {
      // Its header was read when the job came; its weights are not yet.
      if (event.type === 'loading' && event.jobId === 'late') rmSync(checkpoint);
    });
    await run('late', [[request()]], { checkpoint });
    expect(failure(of, 'late')).toMatchObject([
      { code: 'checkpoint-missing', message: expect.stringMatching(/deleted or replaced .* draw again\.$/) },
    ]);
    await run('gone', [[request()]], { checkpoint });
    expect(failure(of, 'gone')).toMatchObject([{ code: 'checkpoint-missing' }]);
    await run('good', [[request()]]);
    expect(of('picture', 'good')).toHaveLength(1);
    await host.close();
  });

  it('between two steps and two batches: what is loaded draws on', async () => {
    const checkpoint = await copyOf(STARTER);
    const { host, run, of } = engine((event) => {
      if (event.type === 'progress' && event.step === 1) rmSync(checkpoint, { force: true });
    });
    await run('job', [[request()], [request({ seed: 6 })]], { checkpoint });
    expect(of('picture', 'job')).toHaveLength(2);
    await run('next', [[request()]], { checkpoint });
    expect(failure(of, 'next')).toMatchObject([{ code: 'checkpoint-missing' }]);
    await host.close();
  });

  it('under a network that is first needed later: the job fails with a sentence', async () => {
    const checkpoint = await copyOf(STARTER);
    const { host, run, of } = engine((event) => {
      if (event.type === 'progress' && event.step === 1) rmSync(checkpoint, { force: true });
    });
    await run('job', [[request()], [fromPicture]], { checkpoint });
    expect(failure(of, 'job')).toMatchObject([
      { code: 'checkpoint-missing', message: expect.stringMatching(/while it was in use/) },
    ]);
    await host.close();
  });

  it('replaced by another: the next picture is drawn with the new one, the one in progress with the old', async () => {
    const [checkpoint, other] = [await copyOf(STARTER), await copyOf(STARTER)];
    // The same weights but for the last bytes of the UNet's first layer.
    const bytes = await readFile(other);
    bytes.fill(0, bytes.length - 200_000);
    await writeFile(other, bytes);
    const { host, run, of } = engine((event) => {
      if (event.type === 'progress' && event.jobId === 'old' && event.step === 1)
        renameSync(other, checkpoint);
    });
    await run('before', [[request()]], { checkpoint });
    await run('old', [[request()]], { checkpoint });
    await run('new', [[request()]], { checkpoint });
    const bytesOf = (id: string) => of('picture', id)[0]!.pixels.rgb;
    expect(bytesOf('old')).toEqual(bytesOf('before'));
    expect(bytesOf('new')).not.toEqual(bytesOf('before'));
    expect(of('loading').map(({ jobId }) => jobId)).toEqual(['before', 'new']);
    await host.close();
  });
});

describe('files that are not what they claim', { timeout: 120_000 }, () => {
  const cutOff = async (file: string) => {
    const copy = await copyOf(file);
    await truncate(copy, Math.floor((await stat(copy)).size * 0.9));
    return copy;
  };
  const headed = (header: string | object, data = 0) =>
    temporaryFile(safetensorsBytes(header, new Uint8Array(data)));
  const tensor = (shape: number[], offsets: number[]) => ({
    a: { dtype: 'F16', shape, data_offsets: offsets },
  });

  it.each<[string, () => Promise<string>, string, RegExp]>([
    [
      'shorter than its header says',
      () => cutOff(STARTER),
      'checkpoint-damaged',
      /should end at byte .* but the file ends at/,
    ],
    [
      'cut off inside its header',
      async () => temporaryFile((await readFile(STARTER)).subarray(0, 5000)),
      'checkpoint-damaged',
      /inside its own header/,
    ],
    ['empty', () => temporaryFile(new Uint8Array()), 'checkpoint-damaged', /0 bytes, too few/],
    [
      'longer than its header says',
      async () => {
        const copy = await copyOf(golden('networks-sd1.safetensors'));
        await appendFile(copy, 'more');
        return copy;
      },
      'checkpoint-damaged',
      /4 bytes follow its last tensor/,
    ],
    [
      'with a header of 16 exabytes',
      () => temporaryFile(new Uint8Array(64).fill(255)),
      'checkpoint-damaged',
      /announce a header of 18446744073709551615 bytes/,
    ],
    ['with a header that is no JSON', () => headed('{"a":'), 'checkpoint-damaged', /not valid JSON/],
    [
      'with a header of a million brackets',
      () => headed('['.repeat(1_000_000)),
      'checkpoint-damaged',
      /header is refused/,
    ],
    [
      'with a shape whose product overflows',
      () => headed(tensor([2 ** 40, 2 ** 40, 2 ** 40], [0, 8]), 8),
      'checkpoint-damaged',
      /needs/,
    ],
    [
      'with a negative shape',
      () => headed(tensor([-2, -2], [0, 8]), 8),
      'checkpoint-damaged',
      /no proper shape/,
    ],
    [
      'with offsets beyond any file',
      () => headed(tensor([4], [2 ** 52, 2 ** 52 + 8]), 8),
      'checkpoint-damaged',
      /should end at byte/,
    ],
    [
      'a pickle',
      () => temporaryFile(Buffer.from('PK\x03\x04 archive/data.pkl'), 'model.ckpt'),
      'checkpoint-pickle',
      /can run any program/,
    ],
    ['a folder that is no model', () => temporaryFolder(), 'checkpoint-missing', /./],
  ])('a checkpoint %s', async (_, file, code, sentence) => {
    const checkpoint = await file();
    const { host, run, of } = engine();
    await run('bad', [[request()]], { checkpoint });
    expect(failure(of, 'bad')).toEqual([
      expect.objectContaining({ code, message: expect.stringMatching(sentence) }),
    ]);
    expect(of('picture')).toEqual([]);
    await host.close();
  });

  it('a VAE and a LoRA shorter than their headers say', async () => {
    const { host, run, of } = engine();
    await run('vae', [[request()]], { vae: await cutOff(STARTER) });
    expect(failure(of, 'vae')).toMatchObject([{ code: 'checkpoint-damaged' }]);
    const path = await cutOff(STARTER_LORA);
    const adapters = [{ kind: 'lora' as const, name: 'cut', path, teWeight: 1, unetWeight: 1 }];
    await run('lora', [[request({ adapters })]]);
    expect(of('picture', 'lora')).toHaveLength(1);
    expect(of('done', 'lora')[0]!.warnings).toEqual([
      expect.stringMatching(
        /^The LoRA “cut” was left out: This is not a sound safetensors file: .* should end at byte/,
      ),
    ]);
    await host.close();
  });
});
