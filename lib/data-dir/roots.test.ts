import { expect, test, vi } from 'vitest';
import { type Config, fromCommandLine } from '@/lib/config';
import { type FileKind, rootsFor } from './index';

const configure = (changes: Partial<Config>) =>
  vi.stubEnv('ATELIER_CONFIG', JSON.stringify({ ...fromCommandLine([]), dataDir: '/data', ...changes }));

const shown = (kind: FileKind) => rootsFor(kind, 'eve').map(({ scope, root }) => `${scope} ${root}`);
const own = (folder: string) => `own /data/users/eve/${folder}`;

test.each<[FileKind, string, Partial<Config>, string[], string[]]>([
  [
    'checkpoint',
    'models/Stable-diffusion',
    {},
    [own('models/Stable-diffusion'), 'shared /data/models/Stable-diffusion'],
    [own('models/Stable-diffusion'), 'shared /data/models/Stable-diffusion'],
  ],
  [
    'controlnet',
    'models/ControlNet',
    {},
    [own('models/ControlNet'), 'shared /data/models/ControlNet'],
    [own('models/ControlNet'), 'shared /data/models/ControlNet'],
  ],
  [
    'upscaler',
    'models/ESRGAN',
    {},
    [own('models/ESRGAN'), 'shared /data/models/ESRGAN'],
    [own('models/ESRGAN'), 'shared /data/models/ESRGAN'],
  ],
  ['lora', 'models/Lora', { loraDir: '/d' }, [own('models/Lora')], [own('models/Lora'), 'shared /d']],
  ['vae', 'models/VAE', { vaeDir: '/d' }, [own('models/VAE')], ['shared /d']],
  ['gfpgan', 'models/GFPGAN', { gfpganDir: '/d' }, [own('models/GFPGAN')], ['shared /d']],
  ['embedding', 'embeddings', { embeddingsDir: '/d' }, [own('embeddings')], ['shared /d']],
  [
    'hypernetwork',
    'models/hypernetworks',
    { hypernetworkDir: '/d' },
    [own('models/hypernetworks')],
    ['shared /d'],
  ],
  ['extension', 'extensions', { rootExtensions: true }, [own('extensions')], ['shared /data/extensions']],
])('%s: %s', (kind, _, flag, unset, set) => {
  configure({});
  expect(shown(kind)).toEqual(unset);
  configure(flag);
  expect(shown(kind)).toEqual(set);
});

test('a flag speaks of its own kind only', () => {
  configure({
    vaeDir: '/d',
    gfpganDir: '/d',
    embeddingsDir: '/d',
    hypernetworkDir: '/d',
    rootExtensions: true,
  });
  expect(shown('lora')).toEqual([own('models/Lora')]);
  configure({ loraDir: '/d' });
  expect(shown('vae')).toEqual([own('models/VAE')]);
});

test('each person has folders of their own, and no name leads elsewhere', () => {
  configure({});
  expect(rootsFor('lora', 'ann')[0]!.root).not.toBe(rootsFor('lora', 'eve')[0]!.root);
  expect(() => rootsFor('lora', '../eve')).toThrow(/^User names have/);
});
