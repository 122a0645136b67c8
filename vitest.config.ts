import { defineConfig } from 'vitest/config';

const shared = {
  setupFiles: ['scripts/testing/no-console-noise.ts'],
  restoreMocks: true,
  unstubEnvs: true,
  // What has to come may take long where everything is busy; a test that never ends has its own limit.
  expect: { poll: { timeout: 30_000 } },
};
const elsewhere = ['node_modules/**', '.next/**', 'dist/**', 'data/**', 'e2e/**'];

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: elsewhere,
          globalSetup: ['scripts/testing/own-temporary-folder.ts'],
          // Networks are evaluated; a busy machine takes its time.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'integration',
          include: ['**/*.itest.ts'],
          exclude: elsewhere,
          globalSetup: ['scripts/testing/own-temporary-folder.ts', 'lib/db/testing-server.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
