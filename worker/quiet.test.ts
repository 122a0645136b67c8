import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Quiet } from './quiet';

/** What has happened after everything that can happen has. */
async function told(quiet: Quiet): Promise<() => boolean> {
  let isQuiet = false;
  void quiet.until().then(() => {
    isQuiet = true;
  });
  await setImmediate();
  return () => isQuiet;
}

it('lets work wait that can, from the beginning', async () => {
  const quiet = new Quiet();
  const first = await told(quiet);
  expect(first()).toBe(false);
  quiet.begin();
  await setImmediate();
  expect(first()).toBe(true);
  expect((await told(quiet))()).toBe(true);
});

it('lets it wait again, also when the quiet was over before it could begin', async () => {
  const quiet = new Quiet();
  quiet.begin();
  quiet.begin();
  quiet.end();
  quiet.end();
  const second = await told(quiet);
  expect(second()).toBe(false);
  quiet.begin();
  quiet.end();
  await setImmediate();
  expect(second()).toBe(false);
  quiet.begin();
  await setImmediate();
  expect(second()).toBe(true);
});
