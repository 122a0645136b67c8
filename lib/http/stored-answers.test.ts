import { expect, test } from 'vitest';
import { StoredAnswers } from './stored-answers';

const LARGE = 1_000_000;
const asking = (headers: Record<string, string> = {}) => new Request('http://studio.example/', { headers });

/** Answers, and how often they were written. */
function counted(most = LARGE) {
  const answers = new StoredAnswers(most);
  const written: string[] = [];
  const ask = (parts: string, headers?: Record<string, string>) =>
    answers.answer(asking(headers), parts, async () => {
      written.push(parts);
      return JSON.stringify({ made: 'of', parts });
    });
  return { ask, written };
}

test('what is made of the same is written once, also when it is asked for at once', async () => {
  const { ask, written } = counted();
  const [first, second] = await Promise.all([ask('a'), ask('a')]);
  expect(await first.json()).toEqual({ made: 'of', parts: 'a' });
  expect(await second.text()).toBe('{"made":"of","parts":"a"}');
  expect(first.headers.get('content-type')).toBe('application/json');
  await ask('b');
  await ask('a');
  expect(written).toEqual(['a', 'b']);
});

test('who has it already is told so, until its parts have changed', async () => {
  const { ask } = counted();
  const etag = (await ask('a')).headers.get('etag')!;
  const again = await ask('a', { 'if-none-match': `"other", W/${etag}` });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const changed = await ask('b', { 'if-none-match': etag });
  expect(await changed.json()).toMatchObject({ parts: 'b' });
});

test('those used longest ago make room', async () => {
  // Two have room, three have not.
  const { ask, written } = counted(60);
  for (const parts of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(parts);
  expect(written).toEqual(['a', 'b', 'c', 'b']);
});

test('what could not be written is tried again', async () => {
  const answers = new StoredAnswers(LARGE);
  const failing = answers.answer(asking(), 'a', async () => {
    throw new Error('the database is away');
  });
  await expect(failing).rejects.toThrow('the database is away');
  expect(await (await answers.answer(asking(), 'a', async () => '[1]')).json()).toEqual([1]);
});
