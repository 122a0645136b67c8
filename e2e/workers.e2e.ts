import { addPerson, expect, test } from './support/journey';
import { ADMIN } from './support/product';
import { Studio } from './support/studio';

test('an admin drains the worker, stops a job that waits, lets the rest go on and restarts the worker', async ({
  page,
  browser,
  product,
}) => {
  const person = await addPerson(product);
  const context = await browser.newContext({ baseURL: product.url });
  const member = new Studio(await context.newPage());
  await member.signIn(person);
  await new Studio(page).signIn(ADMIN);

  await page.goto('/admin/workers');
  await expect(page.getByText(/^cpu · \d+ threads?/)).toBeVisible();
  await expect(page.getByText('waits for jobs')).toBeVisible();
  await page.getByRole('button', { name: 'Drain' }).click();
  await expect(page.getByText('takes no jobs', { exact: true })).toBeVisible();

  const submit = () =>
    member.page.evaluate(async () => {
      const body = { kind: 'txt2img', prompt: 'a secret', steps: 4, width: 128, height: 128 };
      const answer = await fetch('/api/jobs', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(await answer.text());
    });
  await submit();
  await submit();
  await page.goto('/admin/queue');
  await expect(page.getByText(/0 running, 2 waiting/)).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(person.name) })).toHaveCount(2);
  await expect(page.getByText('secret')).toHaveCount(0);
  await page
    .getByRole('button', { name: `Stop the job of ${person.name}` })
    .first()
    .click();
  await expect(page.getByText(/0 running, 1 waiting/)).toBeVisible();
  const told = await member.page.evaluate(async () => (await fetch('/api/jobs')).text());
  expect(told).toContain(`The admin ${ADMIN.name} stopped this job.`);

  await page.goto('/admin/workers');
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.goto('/admin/queue');
  await expect(page.getByText('Nothing of that kind runs or waits.')).toBeVisible();

  await page.goto('/admin/workers');
  await expect(page.getByText('starter-v0')).toBeVisible();
  await page.getByRole('button', { name: 'Restart' }).click();
  await expect(page.getByText('restarts', { exact: true })).toBeVisible();
  // The page may still show the worker as it was: the supervisor says when it was started anew.
  await expect
    .poll(() => product.printed(), { timeout: 30_000 })
    .toContain('worker starts anew, as an admin wanted.');
  await expect(page.getByText('waits for jobs')).toBeVisible({ timeout: 30_000 });

  await page.goto('/admin/storage');
  // Of many people the first page shows those who store most.
  await page.getByLabel('Search names').fill(person.name);
  await expect(page.getByRole('row', { name: new RegExp(person.name) })).toBeVisible();
  await context.close();
});
