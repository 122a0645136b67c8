import { readdirSync, readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { ROUTES } from '@/app/route-table';
import { needsTranslation } from '@/lib/i18n/testing-proper-names';
import { expect, test } from './support/journey';
import { ADMIN, type Product } from './support/product';

async function pageFor(browser: Browser, { url }: Product, locale: string): Promise<Page> {
  const context = await browser.newContext({ locale, baseURL: url });
  return context.newPage();
}

/** By the fields, whatever they are called. */
async function signIn(page: Page, { name, password }: { name: string; password: string }): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(name);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.keyboard.press('Enter');
}

test('the browser’s language counts until one is chosen, and the choice stays', async ({
  browser,
  product,
  person,
}) => {
  const page = await pageFor(browser, product, 'ja-JP');
  await page.goto('/sign-in');
  await expect(page).toHaveTitle('サインイン · Atelier');
  await signIn(page, { ...person, password: 'wrong' });
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toContainText('名前かパスワードが違います');
  await page.locator('input[autocomplete=current-password]').fill(person.password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '言語' }).click();
  await page.getByText('中文').click();
  await expect(page.getByRole('link', { name: '图库' }).first()).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh');
  // What the server refuses is told in it, too.
  const refusal = await page.evaluate(async () => {
    const answer = await fetch('/api/jobs/00000000-0000-4000-8000-000000000000');
    return (await answer.json()).error.message;
  });
  expect(refusal).toBe('你没有此任务。请重新加载页面查看现有任务。');
  await page.request.delete('/api/account/sessions');
  await page.context().clearCookies({ name: /session-token/ });
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
  await page.context().close();
});

type Tree = { [key: string]: string | Tree };
/** All messages of a language. The files are read: this is no bundle, which could import them. */
function messagesIn(locale: string): string[] {
  const folder = `lib/i18n/messages/${locale}`;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => leaves(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))));
}

const leaves = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : leaves(value)));

/** What English says that this language says otherwise; words without a capital may be names of files. */
function englishOf(locale: 'ja' | 'zh'): string[] {
  const own = new Set(messagesIn(locale));
  return messagesIn('en').filter(
    (text) => needsTranslation(text) && !own.has(text) && /^\p{Lu}|\s/u.test(text) && !/[{<]/.test(text),
  );
}

/** Everything that is shown or read out. */
const textsOn = (page: Page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [document.title.replace(' · Atelier', '')];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest('script, style, code, pre')) texts.push(node.textContent ?? '');
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'])
        texts.push(element.getAttribute(name) ?? '');
    return texts.map((text) => text.trim());
  });

const PAGES = Object.keys(ROUTES)
  .filter((route) => route.startsWith('PAGE ') && !route.includes('['))
  .map((route) => route.replace('PAGE ', ''));

for (const locale of ['ja', 'zh'] as const) {
  test(`every page speaks ${locale}`, async ({ browser, product }) => {
    const english = new Set(englishOf(locale));
    const page = await pageFor(browser, product, locale);
    const left: string[] = [];
    const look = async (path: string) => {
      for (const text of await textsOn(page)) if (english.has(text)) left.push(`${path}: ${text}`);
    };
    await page.goto('/setup/used');
    await look('/setup/used');
    await page.goto('/sign-in');
    await look('/sign-in');
    await signIn(page, ADMIN);
    await expect(page.getByRole('banner')).toBeVisible();
    for (const path of [...PAGES, '/nowhere', '/usage?of=all', '/files?place=trash', '/models?trash']) {
      // As soon as it answers: what it is made of need not have come.
      await page.goto(path, { waitUntil: 'commit' });
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await expect(page.getByRole('heading').first()).toBeAttached();
      // What is fetched has come.
      await expect(page.locator('.shimmer, [aria-busy=true]')).toHaveCount(0);
      await look(path);
    }
    expect(left).toEqual([]);
    await page.context().close();
  });
}
