import { expect, test } from './support/journey';

for (const [name, value, sentence] of [
  ['Sampling steps', '0', 'Sampling steps is a whole number from 1 to 150.'],
  ['Sampling steps', '10000', 'Sampling steps is a whole number from 1 to 150.'],
  ['Sampling steps', 'x', 'Sampling steps is a whole number from 1 to 150.'],
  ['Width', '7', 'Width is a whole number from 64 to 2048.'],
  ['Height', '100000', 'Height is a whole number from 64 to 2048.'],
] as const) {
  test(`${name} ${value} is refused where it stands`, async ({ studio }) => {
    await studio.prompt.fill('a tree');
    await studio.setNumber(name, value);
    await studio.generate.click();
    await expect(studio.page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
    await expect(studio.number(name)).toHaveValue(value);
    await expect(studio.number(name)).toBeFocused();
    await expect(studio.prompt).toHaveValue('a tree');
    await expect(studio.jobs).toHaveCount(0);
  });
}

test('20,000 characters are drawn, one more is refused and kept', async ({ page, studio }) => {
  const longest = 'a tree, '.repeat(2500);
  await studio.prompt.fill(`${longest}!`);
  await studio.generate.click();
  await expect(page.getByRole('alert').filter({ hasText: '20,001 characters' })).toBeVisible();
  await expect(studio.prompt).toHaveValue(`${longest}!`);

  await studio.setNumber('Sampling steps', 1);
  await studio.make(longest);
  await expect(studio.pictures).toHaveCount(1);
});

test('the server refuses in a sentence what a form would not send', async ({
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(/status of 422/);
  await studio.prompt.fill('a tree');
  const answer = await page.evaluate(async () => {
    const response = await fetch('/api/jobs', {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a tree', width: 7 }),
    });
    return { status: response.status, body: await response.json() };
  });
  expect(answer.status).toBe(422);
  expect(answer.body.error.fields.width).toContain('from 64 to 2,048');
});

test('HTML, emoji and other scripts in a prompt are text', async ({ page, studio }) => {
  const prompt = '<img src=x onerror="document.title=1"> <b>木</b> 😀 é';
  await studio.setNumber('Sampling steps', 2);
  await studio.make(prompt);
  await expect(studio.stage.getByText(prompt)).toBeVisible();
  expect(await page.title()).not.toBe('1');
  await page.reload();
  await expect(studio.prompt).toHaveValue(prompt);
  await expect(studio.stage.getByText(prompt)).toBeVisible();
});

test('an empty prompt makes a picture', async ({ studio }) => {
  await studio.setNumber('Sampling steps', 2);
  await studio.make('');
  await expect(studio.pictures).toHaveCount(1);
});

test('a checkpoint that went away is refused and what was typed stays', async ({
  page,
  studio,
  expectConsole,
}) => {
  expectConsole(/status of 400/);
  await page.route('/api/jobs', (route) =>
    route.request().method() === 'POST'
      ? route.continue({
          postData: JSON.stringify({ ...route.request().postDataJSON(), checkpoint: 'gone' }),
        })
      : route.continue(),
  );
  await studio.prompt.fill('a tree');
  await studio.generate.click();
  await expect(page.getByRole('contentinfo').getByRole('alert')).toContainText(
    'There is no checkpoint "gone"',
  );
  await expect(studio.prompt).toHaveValue('a tree');
});
