import type { Browser, Page } from '@playwright/test';
import { type Measure, percentile } from '../measure';
import { freshContext } from './browser';
import type { Product } from './running-product';

/** Longer than everything that is done meanwhile. */
const JOB = { prompt: 'a red house', steps: 150, width: 256, height: 256, sampler: 'Euler', batchCount: 20 };
const PROMPT = 'a castle above a lake, evening light, (birds:1.2), reflections';
/** What is not reported took less; the browser rounds to 8 ms. */
const THRESHOLD_MS = 16;

/** From a key or a click to the next paint, in the Txt2img page while a job keeps the machine busy. */
export async function measureInteraction(browser: Browser, product: Product): Promise<Measure[]> {
  const context = await freshContext(browser, product);
  const page = await context.newPage();
  await page.addInitScript(watchInteractions);
  await page.goto('/txt2img');
  await page.getByRole('combobox', { name: 'Stable Diffusion checkpoint' }).waitFor();
  const answer = await product.request('/api/jobs', JOB);
  if (!answer.ok) throw new Error(`The job was refused: ${await answer.text()}`);
  await page.getByRole('progressbar').first().waitFor();
  await use(page);
  const { reported, count } = await page.evaluate(() => ({
    reported: (window as unknown as { interactions: Record<number, number> }).interactions,
    count: (performance as unknown as { interactionCount: number }).interactionCount,
  }));
  await product.request('/sdapi/v1/interrupt', {});
  await context.close();
  const slow = Object.values(reported);
  const durations = [...slow, ...Array<number>(Math.max(0, count - slow.length)).fill(THRESHOLD_MS)];
  return [
    {
      what: 'interaction while a job runs, to the next paint: p95',
      value: percentile(durations, 0.95),
      unit: 'ms',
      bar: 100,
      note: `${durations.length} keys and clicks; what took less than ${THRESHOLD_MS} ms counts as that`,
    },
    { what: 'interaction while a job runs: slowest', value: Math.max(...durations), unit: 'ms' },
  ];
}

/** What somebody does who waits: writes the next prompt, changes numbers, looks through lists. */
async function use(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).pressSequentially(PROMPT, { delay: 40 });
  const steps = page.getByRole('spinbutton', { name: 'Sampling steps' });
  await steps.click();
  for (let k = 0; k < 10; k++) await steps.press('ArrowUp', { delay: 30 });
  for (const name of ['Sampling method', 'Schedule type']) {
    await page.getByRole('combobox', { name }).click();
    for (let k = 0; k < 5; k++) await page.keyboard.press('ArrowDown', { delay: 30 });
    await page.keyboard.press('Enter');
  }
  for (const ratio of ['3:2', '16:9', '1:1']) await page.getByRole('button', { name: ratio }).click();
}

/** Runs in the page before anything else: the longest event of each interaction, by its number. */
function watchInteractions(): void {
  const interactions: Record<number, number> = {};
  (window as unknown as { interactions: Record<number, number> }).interactions = interactions;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId?: number })[]) {
      if (!entry.interactionId) continue;
      interactions[entry.interactionId] = Math.max(interactions[entry.interactionId] ?? 0, entry.duration);
    }
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
}
