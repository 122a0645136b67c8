import { expect, test } from 'vitest';
import { hasPython, runPython } from './clients';

// Without Python there is nothing to run; the script has said so.
test.skipIf(!hasPython)('webuiapi: every call it has', async () => {
  expect(await runPython('webuiapi_client')).toMatch(/^OK$/m);
});

test.skipIf(!hasPython)('openai for Python: generations and edits', async () => {
  expect(await runPython('openai_client')).toMatch(/^OK$/m);
});
