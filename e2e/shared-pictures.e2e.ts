import { expectAccessible } from './support/accessible';
import { addPerson, expect, test } from './support/journey';
import { ADMIN } from './support/product';
import { Studio } from './support/studio';

test('pictures are shown to the team by a link, until it is taken back; the largest stand first, two are compared', async ({
  page,
  studio,
  person,
  product,
  browser,
  expectConsole,
}) => {
  expectConsole(/404/);
  const colleague = await addPerson(product);
  const stranger = await addPerson(product);
  const open = async (who: { name: string; password: string }) => {
    const context = await browser.newContext({ baseURL: product.url });
    const other = new Studio(await context.newPage());
    await other.signIn(who);
    return other;
  };
  const admin = await open({ name: ADMIN.name, password: ADMIN.password });
  const asAdmin = async (method: 'POST', path: string, data: object) => {
    const headers = { origin: product.url };
    const answer = await admin.page.request.fetch(path, { method, data, headers });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  };
  const team = await asAdmin('POST', '/api/admin/teams', { name: `Film ${person.name}` });
  for (const { name } of [person, colleague])
    await asAdmin('POST', `/api/admin/teams/${team.id}/members`, { name });

  await studio.setNumber('Sampling steps', 1);
  for (const side of [128, 64]) {
    await studio.setNumber('Width', side);
    await studio.setNumber('Height', side);
    await studio.make(`a moon of ${side}`);
  }
  await page.getByRole('link', { name: 'Gallery' }).click();
  const cells = page.getByRole('gridcell');
  await expect(cells).toHaveCount(2);
  await expect(cells.first()).toHaveAccessibleName('a moon of 64');
  await page.getByRole('button', { name: 'Order: Newest first' }).click();
  await page.getByRole('menuitemradio', { name: 'Largest' }).click();
  await expect(cells.first()).toHaveAccessibleName('a moon of 128');
  await expect(page.getByRole('heading', { name: '0.02 megapixels' })).toBeVisible();

  await cells.first().click({ modifiers: ['ControlOrMeta'] });
  await cells.last().click({ modifiers: ['ControlOrMeta'] });
  const bar = page.getByRole('toolbar', { name: 'What is chosen' });
  await bar.getByRole('button', { name: 'Compare these two' }).click();
  await expect(page.getByRole('dialog', { name: 'Two pictures compared' })).toBeVisible();
  await page.keyboard.press('Escape');
  await bar.getByRole('button', { name: 'Show to your team' }).click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = page.getByRole('dialog').locator('code');
  await expect(link).toContainText('/shared/');
  await expectAccessible(page, '[role=dialog]');
  const address = (await link.textContent()) ?? '';

  const friend = await open(colleague);
  await friend.page.goto(address);
  await expect(friend.page.getByRole('heading', { level: 1 })).toContainText(
    `shows the team Film ${person.name}`,
  );
  await expectAccessible(friend.page);
  await friend.page.getByRole('button', { name: 'a moon of 64' }).click();
  await expect(friend.page.getByRole('dialog').getByRole('img')).toHaveJSProperty('naturalWidth', 64);
  await expectAccessible(friend.page, '[role=dialog]');
  await friend.page.getByRole('button', { name: 'Use these' }).click();
  await expect(friend.prompt).toHaveValue('a moon of 64');

  const foreign = await open(stranger);
  await foreign.page.goto(address);
  await expect(foreign.page.getByRole('heading', { level: 1 })).not.toContainText('shows the team');

  await page.getByRole('button', { name: 'Take the link back' }).click();
  await expect(page.getByRole('region', { name: 'What you show already' })).toBeHidden();
  await friend.page.goto(address);
  await expect(friend.page.getByText('shows the team')).toBeHidden();
});
