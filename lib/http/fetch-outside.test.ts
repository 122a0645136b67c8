import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fetchOutside, type OutsideOptions } from './fetch-outside';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

/** A server on this machine: its host with port, and the addresses it was asked for. */
async function serve(listener: RequestListener) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    listener(request, response);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, host: `127.0.0.1:${port}`, asked };
}

/** A promise and what ends it. */
function later() {
  let resolve = () => {};
  const promise = new Promise<void>((end) => {
    resolve = end;
  });
  return { promise, resolve };
}

const fetched = (address: string, options: Partial<OutsideOptions> = {}) =>
  fetchOutside(address, { maxBytes: 1000, maxMs: 5000, allowedHosts: [], ...options });

const FORBIDDEN = { code: 'forbidden_address', status: 422 };
const NOTHING = { code: 'nothing_fetched', status: 502 };

test('an allowed host may be private and speak http', async () => {
  const { host } = await serve((request, response) =>
    response.end(
      `${request.headers['user-agent']} ${request.headers['accept-encoding']} ${request.headers.cookie}`,
    ),
  );
  const bytes = await fetched(`http://${host}/a.png?b`, { allowedHosts: [host] });
  expect(bytes.toString()).toMatch(/^Atelier\/[\d.]+ identity undefined$/);
});

test.each([
  'http://93.184.216.34/a.png',
  'ftp://example.com/a.png',
  'file:///etc/passwd',
  'data:image/png;base64,AAAA',
  'https://name:word@example.com/',
  'https://',
  'no address',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f.0.0.1/',
  'https://0177.0.0.1/',
  'https://0/',
  'https://localhost/',
  'https://LOCALHOST/',
  'https://10.0.0.1:8443/',
  'https://169.254.169.254/latest/meta-data/',
  'https://192.168.1.1/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[64:ff9b::127.0.0.1]/',
  'https://[fd00::1]/',
  'https://[fe80::1]/',
])('%s is refused', async (address) => {
  await expect(fetched(address)).rejects.toMatchObject(FORBIDDEN);
});

test('a name is refused when any of its addresses is private', async () => {
  const resolve = async () => ['93.184.216.34', '10.0.0.1'];
  await expect(fetched('https://pictures.example/', { resolve })).rejects.toMatchObject(FORBIDDEN);
  await expect(fetched('https://pictures.example/', { resolve: async () => [] })).rejects.toMatchObject(
    NOTHING,
  );
});

test('a port that is not the allowed one is not allowed', async () => {
  const { port, asked } = await serve((_, response) => response.end('secret'));
  for (const allowedHosts of [['127.0.0.1'], ['127.0.0.1:1'], [`localhost:${port}`]])
    await expect(fetched(`http://127.0.0.1:${port}/`, { allowedHosts })).rejects.toMatchObject(FORBIDDEN);
  expect(asked).toEqual([]);
});

test('a name is resolved once, and what was checked is where the connection goes', async () => {
  const { port } = await serve((request, response) => response.end(request.headers.host));
  const names: string[] = [];
  const resolve = async (name: string) => {
    names.push(name);
    // Whoever asks again is led elsewhere.
    return names.length === 1 ? ['127.0.0.1'] : ['192.0.2.1'];
  };
  const host = `pictures.example:${port}`;
  expect((await fetched(`http://${host}/`, { resolve, allowedHosts: [host] })).toString()).toBe(host);
  expect(names).toEqual(['pictures.example']);
});

test('redirects are followed and each is checked', async () => {
  const secret = await serve((_, response) => response.end('secret'));
  const front = await serve((request, response) => {
    const targets: Record<string, string> = {
      '/near': '/far',
      '/private': `http://${secret.host}/`,
      '/file': 'file:///etc/passwd',
      '/meta': 'https://169.254.169.254/',
      '/mapped': `https://[::ffff:127.0.0.1]:${secret.port}/`,
      '/loop': '/loop',
    };
    const location = targets[request.url ?? ''];
    if (location) response.writeHead(302, { location });
    response.end('a picture');
  });
  const from = (path: string) => fetched(`http://${front.host}${path}`, { allowedHosts: [front.host] });
  expect((await from('/near')).toString()).toBe('a picture');
  for (const path of ['/private', '/file', '/meta', '/mapped'])
    await expect(from(path), path).rejects.toMatchObject(FORBIDDEN);
  await expect(from('/loop')).rejects.toMatchObject({
    ...NOTHING,
    message: expect.stringContaining('leads on more than 5 times'),
  });
  expect(secret.asked).toEqual([]);
});

test.each([404, 500, 204, 304])('status %s is nothing', async (status) => {
  const { host } = await serve((_, response) => response.writeHead(status).end());
  await expect(fetched(`http://${host}/`, { allowedHosts: [host] })).rejects.toMatchObject({
    ...NOTHING,
    message: expect.stringContaining(`status ${status}`),
  });
});

test('a server that says it sends too much is left at once', async () => {
  const { host } = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '1001' });
    response.flushHeaders();
  });
  await expect(fetched(`http://${host}/`, { allowedHosts: [host] })).rejects.toMatchObject(NOTHING);
});

test('an endless body is ended', async () => {
  const gone = later();
  const { host } = await serve((_, response) => {
    response.on('close', gone.resolve);
    const more = () => {
      while (response.write('x'.repeat(100)));
    };
    response.on('drain', more);
    more();
  });
  await expect(fetched(`http://${host}/`, { allowedHosts: [host] })).rejects.toMatchObject({
    ...NOTHING,
    message: expect.stringContaining('larger'),
  });
  await gone.promise;
});

test('a server that drips is given up, as one that says nothing', async () => {
  const gone: Promise<void>[] = [];
  const { host } = await serve((request, response) => {
    const left = later();
    gone.push(left.promise);
    const drip = request.url === '/drip' ? setInterval(() => response.write('x'), 5) : undefined;
    response.on('close', () => {
      clearInterval(drip);
      left.resolve();
    });
  });
  for (const path of ['/drip', '/silent'])
    await expect(
      fetched(`http://${host}${path}`, { allowedHosts: [host], maxMs: 300 }),
    ).rejects.toMatchObject({
      ...NOTHING,
      message: expect.stringContaining('longer than 0.3 seconds'),
    });
  await Promise.all(gone);
  expect(gone).toHaveLength(2);
});

test('whoever goes away ends it, also while a name is looked up', async () => {
  const controller = new AbortController();
  const resolve = () => {
    controller.abort(new Error('gone'));
    return new Promise<string[]>(() => {});
  };
  await expect(fetched('https://pictures.example/', { resolve, signal: controller.signal })).rejects.toThrow(
    'gone',
  );
});

test('nobody listens there', async () => {
  const { host } = await serve(() => {});
  const [server] = servers.splice(0);
  await new Promise((resolve) => server!.close(resolve));
  await expect(fetched(`http://${host}/`, { allowedHosts: [host] })).rejects.toMatchObject(NOTHING);
});
