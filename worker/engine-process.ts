/** Entry of the engine process: a child of the worker, spoken to over IPC (`advanced` serialisation). */
import { chooseDevice } from './engine/device/device';
import { tryDevice } from './engine/device/session';
import type { Log } from './engine/log';
import { EngineHost } from './engine-host';
import type { EngineCommand, EngineEvent } from './engine-protocol';

const send = (event: EngineEvent): void => {
  // The parent may be gone by the time a step is done; then there is nobody to tell.
  if (process.connected) process.send!(event, undefined, undefined, () => {});
};
const log: Log = (level, message) => send({ type: 'log', level, message });

/**
 * The environment, as the worker sets it: device, threads, acceleration mode, how many GiB of memory stay free while
 * several checkpoints are kept (empty: one is kept), and where files are kept that make checkpoints load quickly.
 */
const {
  ATELIER_ENGINE_DEVICE: device,
  ATELIER_ENGINE_THREADS: threads,
  ATELIER_ENGINE_ACCELERATION: acceleration,
  ATELIER_ENGINE_RESERVED_GIB: reserved,
  ATELIER_ENGINE_CACHE: cacheFolder,
} = process.env;

const STATUS_EVERY_MS = 2_000;

async function start(): Promise<EngineHost> {
  const wanted = { device, threads: Number(threads) || undefined, acceleration };
  const chosen = await chooseDevice(wanted, log, tryDevice);
  const { name, threads: used, acceleration: mode = 'xformers' } = chosen;
  log('info', `computes on ${name} with ${used} threads, acceleration mode ${mode}`);
  const keep = reserved ? { reserved: (Number(reserved) || 0) * 2 ** 30 } : 'one';
  const engine = new EngineHost({ device: chosen, emit: send, log, keep, cacheFolder });
  const place = chosen.index === undefined ? name : `${name}:${chosen.index}`;
  send({ type: 'ready', device: place, threads: used, acceleration: mode });
  const tellStatus = () =>
    send({ type: 'status', memory: process.memoryUsage.rss(), checkpoints: engine.loadedPaths });
  tellStatus();
  setInterval(tellStatus, STATUS_EVERY_MS).unref();
  return engine;
}

async function obey(command: EngineCommand): Promise<void> {
  const host = await starting;
  if (command.type === 'run') await host.run(command.job);
  else if (command.type === 'interrupt') host.interrupt(command.jobId);
  else if (command.type === 'skip') host.skip(command.jobId);
  else {
    await host.close();
    process.exit(0);
  }
}

const starting = start();
process.on('message', (command: EngineCommand) => void obey(command));
// Whatever became of the parent, nobody is left to draw for. Its terminal's Ctrl-C is the parent's to handle.
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});
