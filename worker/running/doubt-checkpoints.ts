import { requestRescan } from '@/lib/catalog/request-rescan';
import { log } from '@/lib/log';

/** Failures that tell of a checkpoint's file what the catalogue may not know, or knows no longer rightly. */
const DOUBTS: ReadonlySet<string> = new Set([
  'checkpoint_missing',
  'checkpoint_damaged',
  'checkpoint_pickle',
  'checkpoint_unsupported',
  'checkpoint_gone',
  'checkpoint_unusable',
]);

/**
 * Has the model folders read at once when a job failed because of its checkpoint: on disks that tell nothing of changes the
 * catalogue would go on offering the file, up to a minute. A database that is away hears of it at the next scan.
 * @param code of the failure
 */
export async function doubtCheckpoints(code: string): Promise<void> {
  if (!DOUBTS.has(code)) return;
  await requestRescan().catch((error) => log.debug({ err: error }, 'the models could not be doubted'));
}
