import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { ROUTES } from '@/app/route-table';
import type { Caller, Role } from '@/lib/auth/caller';
import { mayEver } from '@/lib/auth/permissions';
import { STEP_SECONDS, totpCode } from '@/lib/auth/totp';
import { addPerson, expect, type Person, test } from './support/journey';
import { ADMIN, type Product } from './support/product';
import { runExample } from './support/run-example';
import { Studio } from './support/studio';

async function signIn(page: Page, { name, password }: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** What it says, once it is there. */
const textOf = async (place: Locator) => (await place.textContent()) ?? '';

async function another(browser: Browser, product: Product, person: Person): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({
    baseURL: product.url,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await signIn(page, person);
  return [context, page];
}

test('an invitation becomes an account in its team, once', async ({ page, browser, product }) => {
  await signIn(page, ADMIN);
  await page.goto('/admin/teams');
  await page.getByRole('button', { name: 'New team' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Film Berlin');
  await page.getByRole('textbox', { name: 'Cost centre' }).fill('K-4410');
  await page.getByRole('button', { name: 'Make the team' }).click();
  await expect(page.getByRole('row', { name: /Film Berlin/ })).toContainText('K-4410');

  await page.goto('/admin/invitations');
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('textbox', { name: 'Whom it is for' }).fill('For Greta');
  await page.getByRole('combobox', { name: 'Team' }).click();
  await page.getByRole('option', { name: /Film Berlin/ }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await textOf(page.getByText(/\/join\//));
  await page.getByRole('button', { name: 'Done' }).click();

  const context = await browser.newContext();
  const guest = await context.newPage();
  await guest.goto(link);
  await expect(guest.getByText('Film Berlin')).toBeVisible();
  await guest.getByLabel('Name to sign in with').fill('greta');
  await guest.getByLabel('How others see you').fill('Greta Olsen');
  await guest.getByLabel('Password').fill('a good password');
  await guest.getByRole('button', { name: 'Make the account and sign in' }).click();
  await guest.waitForURL(/txt2img/);
  await guest.goto('/account');
  await expect(guest.getByRole('combobox', { name: 'Billed to' })).toHaveText('Film Berlin');
  await guest.goto(link);
  await expect(guest.getByRole('heading')).toHaveText('This invitation no longer works');
  await context.close();

  await page.reload();
  await expect(page.getByRole('row', { name: /For Greta/ })).toContainText('used');
  await page.goto('/admin/people');
  await page.getByRole('searchbox').fill('olsen');
  await expect(page.getByRole('row', { name: /Greta Olsen/ })).toContainText('Film Berlin');
  await page.goto('/admin/audit');
  await expect(page.getByRole('listitem').filter({ hasText: 'Invitation used' })).toContainText('greta');
  expect(await product.atelier(['audit', 'verify'])).toMatch(/^All \d+ entries fit\./);
});

test('two-factor is set up with a code, and asked for at the next sign-in', async ({
  page,
  person,
  browser,
  product,
  expectConsole,
}) => {
  expectConsole(/401 \(Unauthorized\)/);
  await signIn(page, person);
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Set it up' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  const secret = (await textOf(page.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{4}){7}$/))).replaceAll(' ', '');
  const step = Math.floor(Date.now() / 1000 / STEP_SECONDS);
  await page.getByLabel('The six digits it shows').fill(totpCode(secret, step));
  await page.getByRole('button', { name: 'Switch on' }).click();
  const codes = page.getByText(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
  await expect(codes).toHaveCount(10);
  const recovery = await textOf(codes.first());
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 recovery codes are left')).toBeVisible();

  const context = await browser.newContext({ baseURL: product.url });
  const again = await context.newPage();
  await again.goto('/sign-in');
  await again.getByLabel('Name').fill(person.name);
  await again.getByLabel('Password').fill(person.password);
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();
  await again.getByLabel('Code').fill('000000');
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(again.getByText(/This code is wrong/)).toBeVisible();
  await again.getByLabel('Code').fill(recovery);
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();
  await again.waitForURL(/txt2img/);
  await page.reload();
  await expect(page.getByText('9 recovery codes are left')).toBeVisible();
  await context.close();
});

test('an admin views as somebody under a banner, and that person is told', async ({
  page,
  person,
  browser,
  product,
  expectConsole,
}) => {
  expectConsole(/403 \(Forbidden\)/);
  await signIn(page, ADMIN);
  await page.goto('/admin/people');
  await page.getByRole('searchbox').fill(person.name);
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('row', { name: new RegExp(person.name) }).click();
  await page.getByRole('button', { name: 'View as' }).click();
  await expect(page.getByText(`You see the studio as ${person.name}`)).toBeVisible();
  expect(
    await page.evaluate(async () => (await fetch('/api/jobs', { method: 'POST', body: '{}' })).status),
  ).toBe(403);
  await page.getByRole('button', { name: 'Leave' }).click();
  await page.waitForURL(/admin\/people/);
  await expect(page.getByText('You see the studio as')).toHaveCount(0);

  const [context, theirs] = await another(browser, product, person);
  await theirs.goto('/account');
  await expect(theirs.getByRole('region', { name: 'An admin looked at the studio as you' })).toContainText(
    'admin',
  );
  await context.close();
});

test('a token made on the page makes a picture as the example shows', async ({ page, person, product }) => {
  await signIn(page, person);
  await page.goto('/account/tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('What it is for').fill('Render farm');
  await page.getByRole('button', { name: 'Make the token' }).click();
  const token = await textOf(page.getByText(/^atl_/));
  await page.goto('/account/call');
  for (const language of ['JavaScript', 'Python', 'curl']) {
    await page.getByRole('tab', { name: language }).click();
    const example = await textOf(page.locator('pre'));
    expect(example).toContain(`${product.url}/sdapi/v1/txt2img`);
    // As shown, but a smaller picture: three are drawn here.
    const small = example.replace(/("?)steps\1: 20/, '$1steps$1: 4, $1width$1: 128, $1height$1: 128');
    expect(small).not.toBe(example);
    const picture = await runExample(language, small, token);
    if (picture) expect(picture.subarray(1, 4).toString()).toBe('PNG');
  }
});

test('a team lead lets people into their team, and sees what it used', async ({ browser, product }) => {
  const [lead, known] = [await addPerson(product), await addPerson(product)];
  const [adminContext, admin] = await another(browser, product, ADMIN);
  const asAdmin = async (method: string, path: string, data?: object) => {
    const answer = await admin.request.fetch(path, { method, headers: { origin: product.url }, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  const { id } = await asAdmin('POST', '/api/admin/teams', { name: 'Motion', costCentre: 'K-7' });
  const { people } = await asAdmin('GET', `/api/admin/people?search=${lead.name}`);
  await asAdmin('PUT', `/api/admin/teams/${id}/members/${people[0].id}`, { isLead: true });

  const [context, page] = await another(browser, product, lead);
  await page.goto('/admin/teams');
  await page.getByRole('row', { name: /Motion/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Archive' })).toHaveCount(0);
  await dialog.getByLabel('Add by sign-in name').fill(known.name);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  // Of the two only the member can be taken out.
  await expect(dialog.getByRole('button', { name: 'Take out of the team' })).toHaveCount(1);
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Invitations' }).click();
  await page.getByRole('button', { name: 'Invite' }).click();
  await expect(page.getByRole('combobox', { name: 'Role' })).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Team' })).toHaveText(/Motion/);
  await page.getByRole('textbox', { name: 'Whom it is for' }).fill('For Noor');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(page.getByText(/\/join\//)).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await page
    .getByRole('row', { name: /For Noor/ })
    .getByRole('button', { name: 'Take it back' })
    .click();
  await expect(page.getByRole('row', { name: /For Noor/ })).toContainText('revoked');

  const [theirs, makers] = await another(browser, product, known);
  await new Studio(makers).make('a moon');
  await theirs.close();
  await page.goto('/usage');
  await page.getByRole('link', { name: 'Team', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Team usage' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'People' })).toContainText(known.name);
  await expect(page.getByRole('link', { name: 'All', exact: true })).toHaveCount(0);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  const csv = await readFile(await (await downloading).path(), 'utf8');
  expect(csv).toMatch(new RegExp(`^[\\d-]+,Motion,K-7,${known.name},,1,1,\\d+\\.\\d{3}$`, 'm'));

  await admin.goto('/usage?of=all');
  await expect(admin.getByRole('table', { name: 'Teams' })).toContainText('Motion');
  await expect(admin.getByRole('table', { name: 'People' })).toContainText(known.name);
  await context.close();
  await adminContext.close();
});

test('every page opens for whom the table names, and for nobody else', async ({ browser, product }) => {
  const people: Record<Role, Person> = {
    member: await addPerson(product),
    auditor: { name: 'auditor', password: 'of the auditor' },
    admin: ADMIN,
  };
  await product.atelier(
    ['user', 'add', 'auditor', '--role', 'auditor', '--password-stdin'],
    people.auditor.password,
  );
  const pages = Object.entries(ROUTES).filter(
    ([key, { gate }]) => key.startsWith('PAGE ') && gate !== 'public',
  );
  for (const role of ['member', 'auditor', 'admin'] as const) {
    const [context, page] = await another(browser, product, people[role]);
    for (const [key, { gate }] of pages) {
      const path = key.replace('PAGE ', '');
      const { url, status } = await page.request
        .get(path)
        .then((answer) => ({ url: answer.url(), status: answer.status() }));
      // Where something has to be there (`[id]`), nothing is: whoever may look is told so.
      const answered = path.includes('[') ? 404 : 200;
      const reached = status === answered && decodeURI(new URL(url).pathname) === path;
      const caller = { role, leads: [] } as Pick<Caller, 'role' | 'leads'>;
      expect(reached, `${path} as ${role}`).toBe(mayEver(caller, gate as Parameters<typeof mayEver>[1]));
    }
    await context.close();
  }
  const context = await browser.newContext({ baseURL: product.url });
  for (const [key] of pages) {
    const answer = await context.request.get(key.replace('PAGE ', ''));
    expect(new URL(answer.url()).pathname).toBe('/sign-in');
  }
  await context.close();
});
