import { describe, expect, it } from 'vitest';
import type { AdapterRequest } from './engine/adapters/adapter-request';
import type { Txt2ImgRequest } from './engine/pipeline/txt2img';
import { golden, STARTER, STARTER_EMBEDDING, STARTER_LORA } from './engine/testing/paths';
import { engine as startedEngine, request as starterRequest } from './testing-engine';

const request = (changes: Partial<Txt2ImgRequest> = {}) => starterRequest({ steps: 4, ...changes });

const lora = (changes: Partial<AdapterRequest> = {}): AdapterRequest => ({
  kind: 'lora',
  name: 'sepia',
  path: STARTER_LORA,
  teWeight: 1,
  unetWeight: 1,
  ...changes,
});

/** Draws jobs that must succeed, each one batch, and answers their pictures in order. */
function engine() {
  const { host, run: start, events, of } = startedEngine();
  const run = async (id: string, pictures: Txt2ImgRequest[]) => {
    await start(id, [pictures]);
    expect(of('failed', id)).toEqual([]);
    const ordered = of('picture', id).sort((a, b) => a.index - b.index);
    const pixels = ordered.map((event) => Buffer.from(event.pixels.rgb));
    return { pixels, warnings: of('done', id)[0]!.warnings };
  };
  return { host, run, events };
}

describe('LoRAs in the engine', { timeout: 60_000 }, () => {
  it('added, changed and removed without loading the checkpoint again', async () => {
    const { host, run, events } = engine();
    const plain = await run('plain', [request()]);
    const whole = await run('whole', [request({ adapters: [lora()] })]);
    const half = await run('half', [request({ adapters: [lora({ teWeight: 0.5, unetWeight: 0.5 })] })]);
    const none = await run('none', [request({ adapters: [lora({ teWeight: 0, unetWeight: 0 })] })]);
    const gone = await run('gone', [request()]);
    expect(events.filter(({ type }) => type === 'loading')).toHaveLength(1);
    expect(whole.pixels[0]!.equals(plain.pixels[0]!)).toBe(false);
    expect(half.pixels[0]!.equals(whole.pixels[0]!)).toBe(false);
    expect(none.pixels[0]!.equals(plain.pixels[0]!)).toBe(true);
    expect(gone.pixels[0]!.equals(plain.pixels[0]!)).toBe(true);
    expect(whole.warnings).toEqual([]);
    await host.close();
  });

  it('pictures with different LoRAs beside one another are those drawn alone', async () => {
    const { host, run } = engine();
    const pictures = [
      request(),
      request({ adapters: [lora()] }),
      request({ adapters: [lora({ unetWeight: 0 })] }),
    ];
    const together = await run('together', pictures);
    for (const [i, picture] of pictures.entries()) {
      const alone = await run(`alone ${i}`, [picture]);
      expect(alone.pixels[0]!.equals(together.pixels[i]!)).toBe(true);
    }
    await host.close();
  });

  it('what cannot be used is left out and named', async () => {
    const { host, run } = engine();
    const plain = await run('plain', [request()]);
    const others = await run('others', [
      request({
        adapters: [
          lora({ name: 'gone', path: undefined }),
          lora({ name: 'xl', path: golden('adapter-sdxl.safetensors') }),
          lora({ name: 'deleted', path: '/no/such.safetensors' }),
          lora({ kind: 'embedding', name: 'word', path: golden('adapter-inversion.safetensors') }),
          lora({ kind: 'hypernetwork', name: 'h', path: golden('adapter-lora.safetensors') }),
          lora({ name: 'checkpoint', path: STARTER }),
        ],
      }),
    ]);
    expect(others.warnings).toEqual([
      'The LoRA “gone” was not found, so the picture is drawn without it.',
      expect.stringMatching(
        /^The LoRA “xl” was left out: it is for SDXL checkpoints, and this one is SD 1\.x\.$/,
      ),
      expect.stringMatching(/^The LoRA “deleted” was left out: Its file cannot be opened/),
      expect.stringMatching(/^The embedding “word” was left out: its vectors have 32 values/),
      expect.stringMatching(/^The hypernetwork “h” was left out: it was made for another kind/),
      expect.stringMatching(/^The LoRA “checkpoint” was left out: it was made for another kind/),
    ]);
    expect(others.pixels[0]!.equals(plain.pixels[0]!)).toBe(true);
    await host.close();
  });

  it('an embedding counts where the prompt names it', async () => {
    const { host, run } = engine();
    const word = lora({ kind: 'embedding', name: 'sepia-style', path: STARTER_EMBEDDING });
    const named = { prompt: 'a cute dog, sepia-style' };
    const without = await run('without', [request(named)]);
    const with_ = await run('with', [request({ ...named, adapters: [word] })]);
    const unnamed = await run('unnamed', [request({ adapters: [word] })]);
    const plain = await run('plain', [request()]);
    expect(with_.pixels[0]!.equals(without.pixels[0]!)).toBe(false);
    expect(unnamed.pixels[0]!.equals(plain.pixels[0]!)).toBe(true);
    expect(with_.warnings).toEqual([]);
    await host.close();
  });

  it('works on the second checkpoint of a request too', async () => {
    const { host, run } = engine();
    const refined = { steps: 4, refiner: { checkpoint: STARTER, switchAt: 0.5 } };
    const plain = await run('plain', [request(refined)]);
    const changed = await run('changed', [request({ ...refined, adapters: [lora()] })]);
    const whole = await run('whole', [request({ adapters: [lora()] })]);
    expect(changed.pixels[0]!.equals(plain.pixels[0]!)).toBe(false);
    expect(changed.pixels[0]!.equals(whole.pixels[0]!)).toBe(true);
    await host.close();
  });
});
