import { expect, test } from './support/journey';
import { startProduct } from './support/product';
import { Studio } from './support/studio';

// A refused sign-in is a 401 answer, which browsers note in the console.
const REFUSED = /status of 401/;

test('a wrong password is told in a sentence and the name stays', async ({ page, person, expectConsole }) => {
  expectConsole(REFUSED);
  await page.goto('/usage');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fusage$/);
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Password').fill('not the password');
  await page.getByLabel('Password').press('Enter');
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(/name or the password is wrong/);
  await expect(page.getByLabel('Name')).toHaveValue(person.name);

  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'My usage' })).toBeVisible();
});

test('guessing is slowed down, with the time to wait', async ({ page, person, expectConsole }) => {
  expectConsole(REFUSED);
  await page.goto('/sign-in');
  await page.getByLabel('Name').fill(person.name);
  const alert = page.getByRole('main').getByRole('alert');
  await expect(async () => {
    await page.getByLabel('Password').fill('a guess');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(alert).toHaveText(/Wait \d+ seconds?, then try again/, { timeout: 2_000 });
  }).toPass();
  await expect(page.getByLabel('Name')).toHaveValue(person.name);
});

test('links to elsewhere are not followed after signing in', async ({ page, person }) => {
  await page.goto('/sign-in?next=//example.com/');
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/localhost:\d+\/txt2img$/);
});

test('signing out closes the studio', async ({ page, studio }) => {
  await expect(studio.generate).toBeVisible();
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto('/txt2img');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('first start: the set-up link sets the password once', async ({ browser }) => {
  const product = await startProduct({});
  const page = await browser.newPage();
  try {
    const link = /http:\/\/\S+\/setup\/\S+/.exec(product.printed())?.[0];
    expect(link).toBeDefined();
    await page.goto(link!);
    await page.getByLabel('Password').fill('short');
    await page.getByLabel('The same again').fill('short');
    await page.getByRole('button', { name: /^Set password/ }).click();
    await expect(page.getByRole('alert').first()).toHaveText(/at least 8/);
    await page.getByLabel('Password').fill('long enough now');
    await page.getByLabel('The same again').fill('long enough now');
    await page.getByRole('button', { name: /^Set password/ }).click();
    await expect(new Studio(page).generate).toBeVisible();

    await page.goto(link!);
    await expect(page.getByRole('main')).toContainText('used already or is older than 24 hours');
  } finally {
    await page.close();
    await product.stop();
  }
});

test('behind a reverse proxy addresses are those people use', async ({ product }) => {
  const headers = { 'x-forwarded-host': 'studio.example', 'x-forwarded-proto': 'https' };
  const answer = await fetch(`${product.url}/api/auth/providers`, { headers });
  const addresses = Object.values((await answer.json()) as Record<string, { callbackUrl: string }>);
  for (const { callbackUrl } of addresses)
    expect(callbackUrl).toMatch(/^https:\/\/studio\.example\/api\/auth\/callback\//);
  expect(addresses.length).toBeGreaterThan(0);
});
