import config from '../../playwright.config';

/** Not a test: writes docs/screenshots. `npx playwright test --config e2e/screenshots/config.ts` */
export default {
  ...config,
  testDir: '.',
  outputDir: '../../test-results/screenshots',
  testMatch: '*.shots.ts',
  timeout: 300_000,
  use: { ...config.use, trace: 'off' as const },
};
