import { defineConfig } from 'vitest/config';

/** Not part of `npm test`: `npm run test:interop` fetches the programs that these tests run, and calls this. */
export default defineConfig({
  test: {
    include: ['e2e/interop/*.interop.ts'],
    globalSetup: ['e2e/interop/installation.ts'],
    // One worker draws for all of them.
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 150_000,
  },
});
