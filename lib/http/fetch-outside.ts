import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '@/lib/errors';
import { version } from '@/package.json';
import { isPublicAddress } from './public-address';

/** What an address names must have, and who asks. */
export interface OutsideOptions {
  /** The most bytes of what is there. */
  maxBytes: number;
  /** For all of it together: names, redirects and every byte. */
  maxMs: number;
  /** Hosts, with a port where it is not the usual one, that may be on a private network and speak http. */
  allowedHosts: readonly string[];
  signal?: AbortSignal;
  /** Addresses of a name; the system's own when absent. */
  resolve?: (name: string) => Promise<readonly string[]>;
}

const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** An address that nobody may have fetched, or only from hosts that an admin trusts: 422. */
export class ForbiddenAddress extends AppError {
  constructor(message: string) {
    super({ code: 'forbidden_address', status: 422, message });
  }
}

/** Nothing usable came back from an address: 502. */
export class NothingFetched extends AppError {
  constructor(message: string, cause?: unknown) {
    super({ code: 'nothing_fetched', status: 502, message, cause });
  }
}

/**
 * The bytes that an address from outside names. Only https, and http where the host is allowed by name; each name is
 * resolved once and the connection goes to what was checked, so a name that changes its mind leads nowhere else; redirects
 * are followed by hand and checked alike. Addresses of private networks are refused unless their host is allowed.
 * Throws ForbiddenAddress, NothingFetched, or the signal's reason.
 */
export async function fetchOutside(address: string, options: OutsideOptions): Promise<Buffer> {
  const deadline = AbortSignal.timeout(options.maxMs);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  try {
    let url = parsed(address);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const found = await fetchOnce(url, options, signal);
      if (Buffer.isBuffer(found)) return found;
      url = parsed(found, url);
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof AppError) throw error;
    const seconds = options.maxMs / 1000;
    if (deadline.aborted)
      throw new NothingFetched(`It took longer than ${seconds} seconds. Send the file itself.`);
    throw new NothingFetched('Nothing answers there. Check the address.', error);
  }
  throw new NothingFetched(`It leads on more than ${MOST_REDIRECTS} times. Use the address where it ends.`);
}

function parsed(address: string, base?: URL): URL {
  const url = URL.canParse(address, base?.href) ? new URL(address, base) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new ForbiddenAddress('Only addresses with https are fetched.');
  if (url.username || url.password)
    throw new ForbiddenAddress('An address with a name or password is not fetched.');
  return url;
}

/** Where the connection goes. Throws ForbiddenAddress. */
async function checkedAddress(url: URL, { allowedHosts, resolve }: OutsideOptions): Promise<string> {
  const isAllowed = allowedHosts.includes(url.host);
  if (url.protocol === 'http:' && !isAllowed) {
    throw new ForbiddenAddress('Only addresses with https are fetched. An admin can allow a host for http.');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) ? [host] : await (resolve ?? systemAddresses)(host);
  const first = addresses[0];
  if (first === undefined) throw new NothingFetched('Nobody knows this name. Check the address.');
  if (!isAllowed && !addresses.every(isPublicAddress)) {
    throw new ForbiddenAddress('The address is on a private network. An admin can allow its host.');
  }
  return first;
}

async function systemAddresses(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

/** The bytes, or where they are said to be. */
async function fetchOnce(url: URL, options: OutsideOptions, signal: AbortSignal): Promise<Buffer | string> {
  const address = await orAborted(checkedAddress(url, options), signal);
  const response = await answerOf(url, address, signal);
  try {
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (REDIRECTS.has(status) && location) return location;
    if (status !== 200)
      throw new NothingFetched(`The server there answers with status ${status}. Check the address.`);
    return await bytesOf(response, options.maxBytes);
  } finally {
    response.destroy();
  }
}

function answerOf(url: URL, address: string, signal: AbortSignal): Promise<IncomingMessage> {
  const pinned = { address, family: isIP(address) };
  const toPinned: LookupFunction = (_name, { all }, callback) =>
    all ? callback(null, [pinned]) : callback(null, pinned.address, pinned.family);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const headers = { 'user-agent': `Atelier/${version}`, accept: '*/*', 'accept-encoding': 'identity' };
  return new Promise((resolve, reject) => {
    send(url, { agent: false, lookup: toPinned, headers, signal }, resolve).on('error', reject).end();
  });
}

async function bytesOf(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new NothingFetched(`It is larger than ${Math.floor(maxBytes / 1024 ** 2)} MiB. Send a smaller file.`);
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Names are looked up by the system, which can't be told to stop. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
