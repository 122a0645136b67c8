import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '@/lib/config';
import { AppError } from '@/lib/errors';

/** A web process whose supervisor was killed needs a moment to give its port back. */
const LONGEST_WAIT_MS = 5_000;

/** @throws AppError `port_in_use`, `port_forbidden` */
export async function openPort(
  server: Server,
  { listen, port }: Pick<Config, 'listen' | 'port'>,
): Promise<void> {
  const started = Date.now();
  for (;;) {
    const code = await tryToListen(server, port, listen ? undefined : '127.0.0.1');
    if (code === null) return;
    if (code !== 'EADDRINUSE') throw forbidden(port, code);
    if (Date.now() - started > LONGEST_WAIT_MS) throw inUse(port);
    await delay(100);
  }
}

function tryToListen(server: Server, port: number, host: string | undefined): Promise<string | null> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message);
    server.once('error', onError).listen(port, host, () => {
      server.removeListener('error', onError);
      resolve(null);
    });
  });
}

const inUse = (port: number) =>
  new AppError({
    code: 'port_in_use',
    status: 500,
    message: `Port ${port} is used by another program. Stop that, or choose another port: npm start -- --port ${port + 1 > 65535 ? 8000 : port + 1}`,
  });

const forbidden = (port: number, code: string) =>
  new AppError({
    code: 'port_forbidden',
    status: 500,
    message: `Port ${port} can’t be opened (${code}). Ports below 1024 often need more rights; choose another one with --port.`,
  });
