import { readdirSync } from 'node:fs';
import config from '../../playwright.config';

const SERIES = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.shots.ts'));

/**
 * Not a test: writes docs/screenshots. `npx playwright test --config e2e/screenshots/config.ts`, or only some of them with
 * `--project gallery`.
 */
export default {
  ...config,
  testDir: '.',
  outputDir: '../../test-results/screenshots',
  // Projects share nothing: each series begins in a studio of its own.
  projects: SERIES.map((name) => ({ name: name.replace('.shots.ts', ''), testMatch: name })),
  timeout: 300_000,
  use: { ...config.use, trace: 'off' as const },
};
