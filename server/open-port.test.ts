import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { openPort } from './open-port';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if (!server.listening) continue;
    server.close();
    await once(server, 'close');
  }
});

const newServer = () => {
  const server = createServer();
  servers.push(server);
  return server;
};

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('not listening');
  return address.port;
}

async function isReachable(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

const outside = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

test('without --listen only this machine reaches the port', async () => {
  const server = newServer();
  await openPort(server, { listen: false, port: 0 });
  expect(await isReachable('127.0.0.1', portOf(server))).toBe(true);
  if (outside) expect(await isReachable(outside, portOf(server))).toBe(false);
});

test.runIf(outside)('with --listen others reach it too', async () => {
  const server = newServer();
  await openPort(server, { listen: true, port: 0 });
  expect(await isReachable(outside!, portOf(server))).toBe(true);
});

test('a port that is given back in a moment is waited for', async () => {
  const leaving = newServer();
  await openPort(leaving, { listen: false, port: 0 });
  const port = portOf(leaving);
  const server = newServer();
  const opened = openPort(server, { listen: false, port });
  leaving.close();
  await opened;
  expect(portOf(server)).toBe(port);
});
