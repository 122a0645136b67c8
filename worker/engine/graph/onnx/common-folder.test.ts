import { expect, it } from 'vitest';
import { commonFolder } from './common-folder';

it.each([
  [['/m/a.safetensors'], '/m'],
  [['/m/unet/a', '/m/vae/b', '/m/text_encoder/c'], '/m'],
  [['/m/a/x', '/m/ab/x'], '/m'],
  [['/m/..a/x', '/m/b'], '/m'],
  [['/m/a', '/n/b'], '/'],
  [[], '/'],
])('%j lie in %s', (files, folder) => {
  expect(commonFolder(files)).toBe(folder);
});
