import { notSupported } from './errors';
import type { SharedFields } from './generation-fields';

/** What each switched-on feature is called, with what to do without it; null when it is off. */
const FEATURES: readonly ((fields: SharedFields) => [what: string, remedy: string] | null)[] = [
  ({ restore_faces }) => (restore_faces ? ['Face restoration', 'Send restore_faces false.'] : null),
  ({ firstpass_image }) =>
    firstpass_image ? ['Upscaling a finished picture', 'Leave out firstpass_image.'] : null,
];

/**
 * Refuses what the WebUI API offers and this server does not yet, when it is switched on: a picture made without it
 * would not be the picture that was asked for. Throws AppError 501 for the first.
 */
export function refuseUnsupported(fields: SharedFields): void {
  for (const feature of FEATURES) {
    const found = feature(fields);
    if (found) throw notSupported(...found);
  }
}
