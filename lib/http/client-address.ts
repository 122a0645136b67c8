import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Set by our own server on every request, over whatever the client sent under that name. */
const HEADER = 'x-atelier-client-address';

function plain(address: string): string {
  return address.trim().replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^127\./.test(address);
}

/**
 * The address of who made a connection. `X-Forwarded-For` is believed only when the connection comes from this
 * machine, that is from a reverse proxy on it; the last entry that is not this machine is who the proxy saw (what
 * stands before it is what that client claimed). A proxy on another machine counts as one client.
 */
export function addressOf(remote: string | undefined, forwardedFor: string | undefined): string {
  const direct = plain(remote ?? 'unknown');
  if (!isLoopback(direct) || !forwardedFor) return direct;
  const hops = forwardedFor.split(',').map(plain);
  const client = hops.reverse().find((hop) => !isLoopback(hop));
  return client && isIP(client) ? client : direct;
}

/** Writes down who made the request, before it goes to Next, where the connection can't be seen any more. */
export function stampClientAddress(request: IncomingMessage): void {
  const forwardedFor = request.headers['x-forwarded-for'];
  request.headers[HEADER] = addressOf(request.socket.remoteAddress, [forwardedFor ?? []].flat().join(','));
}

/** The address as the server wrote it down. */
export function addressOfHeaders(header: (name: string) => string | null): string {
  return header(HEADER) ?? 'unknown';
}

/** Who made the request. */
export function clientAddress(request: Request): string {
  return addressOfHeaders((name) => request.headers.get(name));
}
