import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { changeTheme } from './theme';

/** The rules that look at colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * Everybody can use what is on the page now, or in this part of it, in both themes, which differ in nothing but their
 * colours.
 */
export async function expectAccessible(page: Page, within = 'html'): Promise<void> {
  const axe = () => new AxeBuilder({ page }).include(within);
  await changeTheme(page, 'light');
  expect(await violations(axe().withRules(COLOURS)), 'light').toEqual([]);
  await changeTheme(page, 'dark');
  expect(await violations(axe()), 'dark').toEqual([]);
}

/** The same of a page that stands alone and knows no theme but the browser's. */
export async function expectAccessibleAlone(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(new AxeBuilder({ page })), colorScheme).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

async function violations(axe: AxeBuilder): Promise<string[]> {
  const found = (await axe.analyze()).violations;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}
