import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const browsers = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
// None there: Playwright's own, which `npm test` has installed then.
const executablePath = browsers.find((path) => path && existsSync(path));

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Each worker starts the whole product. Two share two cores: while one waits for its page the other draws, which takes a
  // fifth less time than one after the other.
  workers: 2,
  // A journey takes ten seconds where nothing else runs; a busy machine takes its time.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? 'line' : 'list',
  testMatch: '*.e2e.ts',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    trace: 'retain-on-failure',
    // What fades and pulses would take a fifth of the time of two cores that also draw the pictures.
    contextOptions: { reducedMotion: 'reduce' },
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
