/** Entry of the engine process: a child of the worker, spoken to over IPC (`advanced` serialisation). */
import { chooseDevice } from './engine/device/device';
import type { Log } from './engine/log';
import { EngineHost } from './engine-host';
import type { EngineCommand, EngineEvent } from './engine-protocol';

const send = (event: EngineEvent): void => {
  // The parent may be gone by the time a step is done; then there is nobody to tell.
  if (process.connected) process.send!(event, undefined, undefined, () => {});
};
const log: Log = (level, message) => send({ type: 'log', level, message });

const { ATELIER_ENGINE_DEVICE: wantedDevice, ATELIER_ENGINE_THREADS: wantedThreads } = process.env;
const device = chooseDevice({ device: wantedDevice, threads: Number(wantedThreads) || undefined }, log);
const host = new EngineHost({ device, emit: send, log });

async function shutdown(): Promise<never> {
  await host.close();
  process.exit(0);
}

process.on('message', (command: EngineCommand) => {
  if (command.type === 'run') void host.run(command.job);
  else if (command.type === 'interrupt') host.interrupt(command.jobId);
  else if (command.type === 'skip') host.skip(command.jobId);
  else void shutdown();
});
// Whatever became of the parent, nobody is left to draw for. Its terminal's Ctrl-C is the parent's to handle.
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {});

send({ type: 'ready', device: device.name, threads: device.threads });
