import { expect, test, vi } from 'vitest';
import { config, fromCommandLine } from './index';

test('a process under the supervisor reads what it was handed', () => {
  vi.stubEnv('ATELIER_CONFIG', JSON.stringify({ ...fromCommandLine(['--port', '8123']), device: 'cpu' }));
  expect(config()).toMatchObject({ port: 8123, device: 'cpu' });
  expect(() => Object.assign(config(), { port: 1 })).toThrow(TypeError);
});

test('any other process has the defaults', () => {
  vi.stubEnv('ATELIER_CONFIG', undefined);
  expect(config().port).toBe(8000);
  expect(config()).toBe(config());
});
