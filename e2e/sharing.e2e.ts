import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { STARTER_LORA } from '@/worker/engine/testing/paths';
import { expectAccessible } from './support/accessible';
import { addPerson, expect, type Person, test } from './support/journey';
import { ADMIN, type Product } from './support/product';

async function another(browser: Browser, product: Product, person: Person): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  return [context, page];
}

async function askAs(page: Page, product: Product, method: string, path: string, data?: object) {
  const answer = await page.request.fetch(path, { method, headers: { origin: product.url }, data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return answer.status() === 204 ? null : answer.json();
}

/** A LoRA in the person's own folder, as if they had put it there by hand. */
async function putLora(product: Product, { name }: Person, file: string): Promise<void> {
  const folder = join(product.dataDir, 'users', name, 'models', 'Lora');
  await mkdir(folder, { recursive: true });
  await copyFile(STARTER_LORA, join(folder, `${file}.safetensors`));
}

const card = (page: Page, name: string) => page.getByRole('gridcell', { name: new RegExp(`^${name},`) });

/** What a small picture with the LoRA says that was left out. */
async function drawWith(product: Product, { name, password }: Person, lora: string): Promise<string> {
  const answer = await fetch(`${product.url}/sdapi/v1/txt2img`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${name}:${password}`)}` },
    body: JSON.stringify({ prompt: `a barn <lora:${lora}:1>`, steps: 2, width: 64, height: 64 }),
  });
  expect(answer.status).toBe(200);
  const { info } = (await answer.json()) as { info: string };
  return info;
}

test('a member proposes a LoRA, an admin shares it with a team: who is in it draws with it, who is not does not', async ({
  browser,
  product,
}) => {
  const [ann, carl, bob] = [await addPerson(product), await addPerson(product), await addPerson(product)];
  const [adminContext, admin] = await another(browser, product, ADMIN);
  const { id: team } = await askAs(admin, product, 'POST', '/api/admin/teams', { name: 'Posters' });
  const { id: other } = await askAs(admin, product, 'POST', '/api/admin/teams', { name: 'Packaging' });
  for (const person of [ann, carl]) {
    const { people } = await askAs(admin, product, 'GET', `/api/admin/people?search=${person.name}`);
    const path = `/api/admin/teams/${team}/members/${people[0].id}`;
    await askAs(admin, product, 'PUT', path, { isLead: false });
  }
  expect(other).not.toBe(team);

  // Ann proposes it.
  const [annsContext, anns] = await another(browser, product, ann);
  await anns.goto('/models');
  await putLora(product, ann, 'warm-ink');
  await card(anns, 'warm-ink').click();
  await anns.getByRole('button', { name: 'Propose it to all…' }).click();
  await anns.getByLabel('What it is good for').fill('All our posters look like this.');
  await expectAccessible(anns);
  await anns.getByRole('button', { name: 'Propose it', exact: true }).click();
  await expect(anns.getByText('You proposed it just now')).toBeVisible();

  // An admin sees it, and shares it with Ann's team.
  await admin.goto('/admin/people');
  await admin.getByRole('link', { name: /^Shared models\s*1 proposed$/ }).click();
  await expect(admin.getByText('All our posters look like this.')).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('button', { name: 'Approve…' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Who may use it' }).click();
  await admin.getByRole('option', { name: 'Some teams' }).click();
  await dialog.getByRole('checkbox', { name: /Packaging/ }).check();
  await expect(dialog.getByText(/is in none of these teams and would lose the model/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Approve and share' })).toBeDisabled();
  await expectAccessible(admin);
  await dialog.getByRole('checkbox', { name: /Packaging/ }).uncheck();
  await dialog.getByRole('checkbox', { name: /Posters/ }).check();
  await dialog.getByLabel(/^Answer to/).fill('Good idea.');
  await dialog.getByRole('button', { name: 'Approve and share' }).click();
  await expect(admin.getByRole('row', { name: /warm-ink/ })).toContainText('Posters');
  await expect(admin.getByRole('region', { name: 'Proposed' })).toHaveCount(0);

  // Ann still has it, and reads the answer.
  await expect(card(anns, 'warm-ink')).toHaveAccessibleName(/shared/);
  await anns.reload();
  await card(anns, 'warm-ink').click();
  await expect(anns.getByText('An admin shared it')).toBeVisible();
  await expect(anns.getByText('Good idea.')).toBeVisible();
  await expect(anns.getByRole('button', { name: /^Propose/ })).toHaveCount(0);

  // Carl of the same team sees it and draws with it; Bob does neither.
  const [carlsContext, carls] = await another(browser, product, carl);
  await carls.goto('/models');
  await expect(card(carls, 'warm-ink')).toBeVisible();
  expect(await drawWith(product, carl, 'warm-ink')).not.toContain('not found');
  expect(await drawWith(product, carl, 'warm-ink')).toContain('Lora hashes');
  const [bobsContext, bobs] = await another(browser, product, bob);
  await bobs.goto('/models');
  await expect(card(bobs, 'starter-v0')).toBeVisible();
  await expect(card(bobs, 'warm-ink')).toHaveCount(0);
  expect(await drawWith(product, bob, 'warm-ink')).toContain('not found');

  // Everybody, then taken back.
  await admin.getByRole('row', { name: /warm-ink/ }).click();
  await dialog.getByRole('combobox', { name: 'Who may use it' }).click();
  await admin.getByRole('option', { name: 'Everybody' }).click();
  await expectAccessible(admin);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(card(bobs, 'warm-ink')).toBeVisible();
  await admin.getByRole('row', { name: /warm-ink/ }).click();
  await dialog.getByRole('button', { name: 'Move to the trash…' }).click();
  await expect(dialog).toContainText('No job waits for it.');
  await dialog.getByRole('button', { name: 'Move to the trash' }).click();
  await expect(card(bobs, 'warm-ink')).toHaveCount(0);
  await expect(card(carls, 'warm-ink')).toHaveCount(0);
  await Promise.all([adminContext, annsContext, carlsContext, bobsContext].map((context) => context.close()));
});

test('on a phone an admin shares one of their own, and changes who may use it', async ({
  browser,
  product,
}) => {
  const [context, page] = await another(browser, product, ADMIN);
  await page.setViewportSize({ width: 390, height: 844 });
  await putLora(product, ADMIN, 'grain');
  await page.goto('/models');
  await card(page, 'grain').click();
  await page.getByRole('button', { name: 'Share…' }).click();
  await page.getByRole('combobox', { name: 'Who may use it' }).click();
  await page.getByRole('option', { name: 'Everybody' }).click();
  await expectAccessible(page);
  await page.getByLabel('Name in the shared folder').fill('film grain');
  await page.getByRole('button', { name: 'Share it' }).click();
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'film grain' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Who may use it…' })).toBeVisible();
  await page.goto('/admin/models');
  await expect(page.getByRole('row', { name: /film grain/ })).toContainText('Everybody');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await page.getByRole('row', { name: /film grain/ }).click();
  await expect(page.getByRole('dialog').getByRole('combobox', { name: 'Who may use it' })).toHaveText(
    /Everybody/,
  );
  await expectAccessible(page);
  await context.close();
});
