/**
 * Loads a checkpoint in this process, as the engine does before its first picture, and prints how long it took and what
 * it needed at most: `load-once.ts CHECKPOINT CACHE-FOLDER [keep]`. With `keep` the engine's cache is filled afterwards.
 */
import { DerivedFiles } from '@/worker/engine/derived/derived-files';
import { CheckpointNetworks } from '@/worker/engine/networks/checkpoint-networks';
import { openCheckpoint } from '@/worker/engine/networks/open-checkpoint';

const [checkpoint = '', folder = '', keep] = process.argv.slice(2);
const derived = new DerivedFiles({ folder, log: (_, message) => process.stderr.write(`${message}\n`) });
const threads = Number(process.env.THREADS);
const started = performance.now();
const { file, model } = await openCheckpoint(checkpoint);
const networks = new CheckpointNetworks(file, model.architecture, { name: 'cpu', threads }, { derived });
await networks.load();
const seconds = (performance.now() - started) / 1000;
// Of the system, in KiB: what was resident at most, pages of mapped files included.
const peak = process.resourceUsage().maxRSS;
if (keep) await networks.keepCopies({});
await networks.release();
process.stdout.write(JSON.stringify({ seconds, peakGiB: peak / 2 ** 20 }));
