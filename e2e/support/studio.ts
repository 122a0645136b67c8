import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** The studio as a person sees it: names on the screen, not selectors. */
export class Studio {
  readonly prompt: Locator;
  readonly generate: Locator;
  readonly interrupt: Locator;
  readonly skip: Locator;
  readonly stage: Locator;
  readonly history: Locator;
  readonly jobs: Locator;

  constructor(readonly page: Page) {
    this.prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
    this.generate = page.getByRole('button', { name: /^Generate/ }).last();
    this.interrupt = page.getByRole('contentinfo').getByRole('button', { name: 'Interrupt' });
    this.skip = page.getByRole('contentinfo').getByRole('button', { name: 'Skip' });
    this.stage = page.getByRole('region', { name: 'Stage' });
    this.history = page.getByRole('region', { name: 'History' });
    this.jobs = page.getByRole('region', { name: 'Running jobs' }).getByRole('listitem');
  }

  async signIn({ name, password }: { name: string; password: string }): Promise<void> {
    await this.page.goto('/txt2img');
    await this.page.getByLabel('Name').fill(name);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(this.generate).toBeVisible();
    await expect(this.page.getByRole('combobox', { name: 'Stable Diffusion checkpoint' })).toHaveText(
      /starter/,
      {
        timeout: 30_000,
      },
    );
  }

  number(name: string): Locator {
    return this.page.getByRole('spinbutton', { name, exact: true });
  }

  async setNumber(name: string, value: number | string): Promise<void> {
    await this.number(name).fill(String(value));
  }

  /** Pictures on the stage whose file has arrived. */
  get pictures(): Locator {
    return this.stage.getByRole('button', { name: /^Full size: / });
  }

  thumbnails(): Locator {
    return this.history.getByRole('button');
  }

  /** Generates with what the form holds and waits until all of it is done. */
  async make(prompt: string): Promise<void> {
    const before = await this.thumbnails().count();
    await this.prompt.fill(prompt);
    await this.generate.click();
    await expect.poll(() => this.thumbnails().count(), { timeout: 45_000 }).toBeGreaterThan(before);
    await expect(this.jobs).toHaveCount(0);
  }

  /** What the button "Download" saves. */
  async download(): Promise<{ name: string; bytes: Buffer }> {
    const started = this.page.waitForEvent('download');
    await this.stage.getByRole('button', { name: 'Download' }).click();
    const download = await started;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
}
