import config from '../playwright.config';

/** Not a test: writes docs/screenshots. */
export default { ...config, testDir: '.', testMatch: 'screenshots.ts' };
