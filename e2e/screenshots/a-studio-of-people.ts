import { expect, type Page } from '@playwright/test';
import { ADMIN, type Product } from '../support/product';

const PASSWORD = 'a password to be shown';
const PEOPLE = [
  { name: 'ada', displayName: 'Ada Brandt', email: 'ada@studio.example', role: 'member' },
  { name: 'bruno', displayName: 'Bruno Keller', email: 'bruno@studio.example', role: 'member' },
  { name: 'chidi', displayName: 'Chidi Okafor', email: null, role: 'auditor' },
  { name: 'dorota', displayName: 'Dorota Wiśniewska', email: 'dorota@studio.example', role: 'admin' },
  { name: 'render-farm', displayName: null, email: null, role: 'member' },
];

export interface Shown {
  /** Who makes pictures. */
  ada: { name: string; password: string };
  /** Somebody nobody has given work yet. */
  bruno: { name: string; password: string };
  /** Where an invited person makes their account. */
  joinPath: string;
}

/** Signs in on the form. */
export async function signIn(page: Page, { name, password }: { name: string; password: string }) {
  await page.goto('/sign-in');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** People, teams, an invitation, a token: what a studio has after its first week. */
export async function aStudioOfPeople(page: Page, product: Product): Promise<Shown> {
  for (const name of ['ada', 'bruno'])
    await product.atelier(['user', 'add', name, '--password-stdin'], PASSWORD);
  await signIn(page, ADMIN);
  const ids = new Map<string, string>();
  for (const { name, role, ...shown } of PEOPLE) {
    if (!['ada', 'bruno'].includes(name)) await call(page, 'POST', '/api/admin/people', { name, role });
    const { people } = await call(page, 'GET', `/api/admin/people?search=${name}`);
    const { id, version } = people.find((person: { name: string }) => person.name === name);
    ids.set(name, id);
    const quotaBytes = name === 'ada' ? 20e9 : null;
    await call(page, 'PATCH', `/api/admin/people/${id}`, { version, ...shown, quotaBytes });
  }
  for (const [name, costCentre, members] of [
    ['Film Berlin', 'K-4410', ['ada', 'bruno']],
    ['Editorial', 'K-2200', ['ada', 'dorota']],
    ['Playground', null, []],
  ] as const) {
    const { id } = await call(page, 'POST', '/api/admin/teams', { name, costCentre });
    for (const member of members) {
      const path = `/api/admin/teams/${id}/members/${ids.get(member)}`;
      await call(page, 'PUT', path, { isLead: member === 'ada' });
    }
  }
  const invitation = { role: 'member', teamId: null, isLead: false, note: 'For Greta, from May', days: 7 };
  const { path } = await call(page, 'POST', '/api/admin/invitations', invitation);
  return {
    ada: { name: 'ada', password: PASSWORD },
    bruno: { name: 'bruno', password: PASSWORD },
    joinPath: path,
  };
}

/** As a page of ours would ask; answers its JSON. */
export async function call(page: Page, method: string, path: string, body?: object) {
  const headers = { origin: new URL(page.url()).origin };
  const answer = await page.request.fetch(path, { method, headers, data: body });
  expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
  return answer.status() === 204 ? null : answer.json();
}
