import { randomUUID } from 'node:crypto';
import { config } from '@/lib/config';
import { engineCacheDir, prepareDataDir } from '@/lib/data-dir';
import { closeDatabasePool } from '@/lib/db/pool';
import { log } from '@/lib/log';
import { engineProgram, starterFile } from './bundled-files';
import { CatalogKeeper } from './catalog-keeper';
import { identifyModel } from './engine/identification/identify-model';
import { EngineClient } from './engine-client';
import { ClaimLoop } from './loop';
import { Upkeep } from './upkeep';
import { workerReport } from './worker-report';
import { removeWorker } from './worker-row';

export interface RunningWorker {
  id: string;
  /** Gives the running job back, ends the engine and everything else. Not for good: its row waits for its successor. */
  stop(options: { forGood: boolean }): Promise<void>;
}

export interface StartOptions {
  leaseMs: number;
  /** Under which it is known; kept by whoever starts it again, so that what admins want of it is not forgotten. */
  id?: string | undefined;
  /** An admin wants a new process in its place. */
  onRestart(): void;
}

/** What several checkpoints leave free for pictures and everybody else, unless said. */
const RESERVED_GIB = 4;

/** Starts a worker with its engine; resolves when it takes jobs and the catalogue is up to date. */
export async function startWorker({
  leaseMs,
  id = randomUUID(),
  onRestart,
}: StartOptions): Promise<RunningWorker> {
  const { device, threads, hashing, acceleration, sdDynamicCache, minRamReserved } = config();
  await prepareDataDir();
  const engine = new EngineClient({
    ...engineProgram(),
    device,
    ...(threads === null ? {} : { threads }),
    acceleration,
    cacheFolder: engineCacheDir(),
    ...(sdDynamicCache ? { reservedGib: minRamReserved ?? RESERVED_GIB } : {}),
    log: (level, message) => log[level]({ part: 'engine' }, message),
  });
  const catalog = new CatalogKeeper({ identify: identifyModel, starter: starterFile(), hashing });
  const loop = new ClaimLoop({ workerId: id, engine, leaseMs, onRestart });
  const upkeep = new Upkeep({
    workerId: id,
    leaseMs,
    report: () => workerReport(engine.state),
    onWishes: (wishes) => loop.obey(wishes),
  });

  // A job finds the engine starting or started; should it not start, that job's end says why.
  const engineReady = engine.start().catch((error) => log.error({ err: error }, 'the engine did not start'));
  await upkeep.start();
  await Promise.all([catalog.start(), engineReady]);
  await loop.start();
  log.info({ worker: id, device, acceleration }, 'worker ready');

  return {
    id,
    async stop({ forGood }) {
      await loop.stop();
      await Promise.all([catalog.stop(), upkeep.stop(), engine.stop()]);
      if (forGood) {
        await removeWorker(id).catch((error) =>
          log.debug({ err: error }, 'the worker stays listed for a while'),
        );
      }
      await closeDatabasePool();
    },
  };
}
