/** A server that speaks tus for one person, over real sockets that can be cut. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { OpenTree } from '../open-tree';
import { answerTus, UPLOADS_PATH } from './answer-tus';

export interface UploadServer {
  url: string;
  /** Breaks every connection off, as a network does. */
  cut: () => void;
  close: () => Promise<void>;
}

export async function startUploadServer(open: OpenTree): Promise<UploadServer> {
  const server = createServer(async (incoming, outgoing) => {
    const answer = await answerTus(asRequest(incoming), open);
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body) await pipeline(Readable.fromWeb(answer.body as never), outgoing).catch(() => {});
    else outgoing.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${UPLOADS_PATH}`,
    cut: () => server.closeAllConnections(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function asRequest(incoming: IncomingMessage): Request {
  const { method = 'GET', url, headers } = incoming;
  const bodiless = method === 'GET' || method === 'HEAD';
  return new Request(`http://127.0.0.1${url}`, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    ),
    body: bodiless ? null : (Readable.toWeb(incoming) as ReadableStream),
    duplex: 'half',
  } as RequestInit);
}
