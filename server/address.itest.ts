import { expect, test } from 'vitest';
import { config } from '@/lib/config';
import { prepareDataDir } from '@/lib/data-dir';
import { useTestDataDir } from '@/lib/db/testing';
import { lastAddress, rememberAddress, studioUrl } from './address';

useTestDataDir();

test('the command line knows where the studio was reached, and guesses before its first start', async () => {
  await prepareDataDir();
  expect(await lastAddress(config())).toBe(studioUrl(config()));
  await rememberAddress('http://studio.example:9000');
  expect(await lastAddress(config())).toBe('http://studio.example:9000');
});
