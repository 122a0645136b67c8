/** Packages for Node as they are published. */
import sharp, { type Sharp } from 'sharp';
import { afterEach, expect, test, vi } from 'vitest';
import { authorization, hostAndPort, name, password, pngSize, token, url } from './calls';
import { nodeClient } from './clients';

const SMALL = { width: 64, height: 64, steps: 2 };
const red = () => sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } }).png();
const half = () =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: 'black' } })
    .composite([
      { input: { create: { width: 32, height: 64, channels: 3, background: 'white' } }, left: 32, top: 0 },
    ])
    .png();

afterEach(() => {
  vi.unstubAllGlobals();
});

interface Result {
  images: Sharp[];
  image: Sharp;
  info: string;
  parameters: Record<string, unknown>;
}
/** What of stable-diffusion-api is called here. */
interface StableDiffusionApi {
  setAuth(name: string, password: string): void;
  txt2img(options: object): Promise<Result>;
  img2img(options: object): Promise<Result>;
  extraSingle(options: object): Promise<Result>;
  extraBatch(options: object): Promise<Result>;
  pngInfo(image: Sharp): Promise<Result>;
  interrogate(image: Sharp, model: string): Promise<Result>;
  getOptions(): Promise<Record<string, unknown>>;
  setOptions(options: object): Promise<unknown>;
  getProgress(skipCurrentImage?: boolean): Promise<{ progress: number }>;
  getCmdFlags(): Promise<Record<string, unknown>>;
  getSamplers(): Promise<{ name: string }[]>;
  getUpscalers(): Promise<{ name: string }[]>;
  getSdModels(): Promise<{ title: string }[]>;
  getHypernetworks(): Promise<unknown[]>;
  getFaceRestorers(): Promise<unknown[]>;
  getRealesrganModels(): Promise<unknown[]>;
  getPromptStyles(): Promise<unknown[]>;
  refreshCheckpoints(): Promise<void>;
  getCurrentModel(): Promise<string>;
  waitForReady(checkInterval: number): Promise<boolean>;
  ControlNet: { getModels(): Promise<string[]> };
}

function stableDiffusionApi(): StableDiffusionApi {
  const client = nodeClient<{ default: new (config: object) => StableDiffusionApi }>('stable-diffusion-api');
  const api = new client.default(hostAndPort);
  api.setAuth(name, password);
  return api;
}

test('stable-diffusion-api: pictures', async () => {
  const api = stableDiffusionApi();
  const drawn = await api.txt2img({ prompt: 'a barn', seed: 5, batch_size: 2, ...SMALL });
  expect(drawn.images).toHaveLength(2);
  expect(await drawn.image.metadata()).toMatchObject({ format: 'png', width: 64, height: 64 });
  expect(JSON.parse(drawn.info)).toMatchObject({ all_seeds: [5, 6], sampler_name: 'Euler a' });
  const hires = await api.txt2img({ prompt: 'a barn', enable_hr: true, hr_scale: 1.5, ...SMALL });
  expect(await hires.image.metadata()).toMatchObject({ width: 96 });
  const painted = await api.img2img({
    init_images: [red()],
    mask_image: half(),
    inpaint_full_res: false,
    mask_blur: 0,
    prompt: 'a barn',
    ...SMALL,
  });
  const { data, info } = await painted.image.raw().toBuffer({ resolveWithObject: true });
  expect([...data.subarray(info.channels * 4, info.channels * 4 + 3)]).toEqual([255, 0, 0]);
  const large = await api.extraSingle({ image: red(), upscaler_1: 'Lanczos', upscaling_resize: 2 });
  expect(await large.image.metadata()).toMatchObject({ width: 128 });
  // It calls the list image_list, which the web UI does not know either.
  const batch = { images: [red(), red()], name_list: ['a', 'b'], upscaler_1: 'Nearest' };
  await expect(api.extraBatch(batch)).rejects.toThrow('status code 422');
  await expect(api.interrogate(red(), 'clip')).rejects.toThrow('status code 501');
});

test('stable-diffusion-api: lists, options, progress', async () => {
  const api = stableDiffusionApi();
  const options = await api.getOptions();
  expect(await api.setOptions(options)).toBeNull();
  expect((await api.getProgress(true)).progress).toBe(0);
  expect(await api.waitForReady(0.05)).toBe(true);
  expect(await api.getCurrentModel()).toBe((await api.getSdModels())[0]!.title);
  expect((await api.getSamplers()).map((sampler) => sampler.name)).toContain('DPM++ 2M');
  expect((await api.getUpscalers())[0]!.name).toBe('None');
  expect(await api.getCmdFlags()).toMatchObject({ api: true });
  for (const list of [
    await api.getHypernetworks(),
    await api.getFaceRestorers(),
    await api.getRealesrganModels(),
    await api.getPromptStyles(),
  ])
    expect(Array.isArray(list)).toBe(true);
  await api.refreshCheckpoints();
  await expect(api.ControlNet.getModels()).rejects.toThrow('status code 404');
});

/** What of node-sd-webui is called here. */
interface SdWebui {
  txt2img(options: object): Promise<{ images: string[]; info: string }>;
  img2img(options: object): Promise<{ images: string[] }>;
  pngInfo(options: { imageData: string }): Promise<{ prompt: string; negativePrompt: string; steps: number }>;
}

test('node-sd-webui: draws, and reads what it drew', async () => {
  // It knows no passwords: whoever has one puts it into the fetch that it finds.
  const plain = fetch;
  vi.stubGlobal('fetch', (to: string, init: RequestInit) =>
    plain(to, { ...init, headers: { ...init.headers, authorization } }),
  );
  const client = nodeClient<{ default: (props: object) => SdWebui }>('node-sd-webui').default({
    apiUrl: url,
  });
  const { images } = await client.txt2img({
    prompt: 'a barn',
    negativePrompt: 'blurry',
    samplingMethod: 'Euler a',
    hires: { steps: 1, denoisingStrength: 0.5, upscaler: 'Latent', upscaleBy: 1.5, resizeWidthTo: 0 },
    ...SMALL,
  });
  expect(pngSize(images[0]!)).toEqual({ width: 96, height: 96 });
  expect(await client.pngInfo({ imageData: images[0]! })).toMatchObject({
    prompt: 'a barn',
    negativePrompt: 'blurry',
    steps: 2,
  });
  const again = await client.img2img({ imageData: images, prompt: 'a barn', ...SMALL });
  expect(pngSize(again.images[0]!)).toEqual({ width: 64, height: 64 });
});

interface OpenAi {
  images: {
    generate(body: object): Promise<{ data: { b64_json: string }[] }>;
    edit(body: object): Promise<{ data: { b64_json: string }[] }>;
  };
}

test('openai: generations, edits, and errors of its own kinds', async () => {
  const { OpenAI, toFile } = nodeClient<{
    OpenAI: new (options: object) => OpenAi;
    toFile: (bytes: Buffer, name: string, options: object) => Promise<unknown>;
  }>('openai');
  const connect = (apiKey: string) => new OpenAI({ apiKey, baseURL: `${url}/v1`, maxRetries: 0 });
  const client = connect(token);
  const own = { steps: 2, seed: 7 };
  const drawn = await client.images.generate({
    prompt: 'a barn',
    model: 'gpt-image-1',
    n: 2,
    size: '64x64',
    ...own,
  });
  expect(drawn.data.map(({ b64_json }) => pngSize(b64_json))).toEqual(
    Array(2).fill({ width: 64, height: 64 }),
  );
  const image = await toFile(await red().toBuffer(), 'red.png', { type: 'image/png' });
  const edited = await client.images.edit({ image, prompt: 'a barn', ...own });
  expect(pngSize(edited.data[0]!.b64_json)).toEqual({ width: 64, height: 64 });
  await expect(client.images.generate({ prompt: '', size: '64x64' })).rejects.toMatchObject({
    status: 400,
    param: 'prompt',
  });
  await expect(connect('wrong').images.generate({ prompt: 'a barn' })).rejects.toMatchObject({ status: 401 });
});
