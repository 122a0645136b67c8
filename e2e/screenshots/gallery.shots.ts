import { expect, type Page } from '@playwright/test';
import { type Person, test } from '../support/journey';
import { ADMIN } from '../support/product';
import { Studio } from '../support/studio';
import { call, signIn } from './a-studio-of-people';
import { inEachLook } from './each-look';

const SIZES = [
  [256, 256],
  [256, 384],
  [384, 256],
  [320, 256],
] as const;
const PROMPTS = [
  'a red house, night sky',
  'an orange cat in the snow',
  'a yellow flower in a meadow',
  'a blue bird in the sky',
  'a gray castle in the forest',
  'a red mushroom in a meadow',
  'a mountain, sunset',
  'a teal car, snow',
];

test('gallery', async ({ browser, product }) => {
  const person = { name: 'ines', password: 'a password to be shown' };
  await product.atelier(['user', 'add', person.name, '--password-stdin'], person.password);
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  const studio = new Studio(page);
  await studio.signIn(person);
  await studio.setNumber('Batch size', 2);
  for (const [k, prompt] of PROMPTS.entries()) {
    const [width, height] = SIZES[k % SIZES.length]!;
    await studio.setNumber('Width', width);
    await studio.setNumber('Height', height);
    await studio.make(prompt);
  }
  const { pictures } = await call(page, 'GET', '/api/gallery');
  const ids = pictures.map(({ id }: { id: string }) => id);
  await call(page, 'PATCH', '/api/gallery/pictures', { ids: ids.slice(1, 5), favourite: true, rating: 4 });
  await call(page, 'PATCH', '/api/gallery/pictures', { ids: ids.slice(2, 9), addTags: ['moodboard'] });
  const { id } = await call(page, 'POST', '/api/gallery/collections', { name: 'Autumn campaign' });
  await call(page, 'POST', `/api/gallery/collections/${id}/pictures`, { add: ids.slice(0, 6) });
  const shared = await shareWithTeam(await browser.newPage({ baseURL: product.url }), page, person, ids);
  await context.close();

  await inEachLook(browser, product.url, async ({ page, shoot }) => {
    await signIn(page, person);
    await page.goto('/gallery');
    const cells = page.getByRole('gridcell');
    await expect(cells.nth(5)).toHaveAccessibleName(/\w \w/);
    await shoot('gallery');
    await cells.nth(1).dblclick();
    await expect(page.getByRole('button', { name: 'Use these' })).toBeVisible();
    await shoot('gallery-picture');
    // On a phone the second tap has already brought it close up, from where Esc leads to the whole picture first.
    await expect(async () => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 1_000 });
    }).toPass();
    await page.getByRole('searchbox').fill('no such thing');
    await expect(page.getByText('No picture fits')).toBeVisible();
    await shoot('gallery-nothing');
    await page.goto(`/shared/${shared}`);
    await expect(page.locator('main img').first()).toBeVisible();
    await shoot('shared');
  });
});

/** Answers the id of the share. */
async function shareWithTeam(admins: Page, page: Page, { name }: Person, ids: string[]): Promise<string> {
  await signIn(admins, ADMIN);
  const team = await call(admins, 'POST', '/api/admin/teams', { name: 'Film Berlin', costCentre: 'K-4410' });
  await call(admins, 'POST', `/api/admin/teams/${team.id}/members`, { name });
  await admins.context().close();
  return (await call(page, 'POST', '/api/gallery/shares', { team: team.id, ids: ids.slice(2, 10) })).id;
}
