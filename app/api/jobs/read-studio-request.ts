import { studioRequestSchema } from '@/lib/generation/studio-request';
import { readJson } from '@/lib/http/read-body';

/** Four prompts of 20,000 characters, each up to 12 bytes as escaped JSON. */
const BODY_BYTES = 1024 * 1024;

/** What a form of the studio sends. Throws ZodError, and AppError for a body that is too large or no JSON. */
export async function readStudioRequest(request: Request) {
  return studioRequestSchema.parse(await readJson(request, BODY_BYTES));
}
