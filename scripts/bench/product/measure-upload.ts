import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measure } from '../measure';
import { residentBelow } from './resident-memory';
import { PASSWORD, Product } from './running-product';

const MB = 1024 * 1024;
/** Each request carries so much, as the page’s do. */
const PART = 16 * MB;
const LOOK_EVERY_MS = 100;
const AUTHORIZATION = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`;
const TUS = { authorization: AUTHORIZATION, 'tus-resumable': '1.0.0' };

interface UploadOptions {
  /** Bytes. */
  size?: number;
  /** How often the connection breaks off in the middle of a part. */
  cuts?: number;
}

/** A large file through the resumable upload, with the connection cut on the way: memory of the web process, time. */
export async function measureUpload({
  size = 5 * 1024 * MB,
  cuts = 5,
}: UploadOptions = {}): Promise<Measure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'atelier-bench-'));
  const product = await Product.start(dataDir);
  try {
    // Code is loaded and buffers are there; what grows then grows with the file.
    await upload(product, 'inputs/warm.bin', 128 * MB, 0);
    const memory = () => residentBelow(product.pid, 'web.mjs');
    const before = memory();
    let most = before;
    const looking = setInterval(() => {
      most = Math.max(most, memory());
    }, LOOK_EVERY_MS);
    const started = performance.now();
    await upload(product, 'inputs/large.bin', size, cuts).finally(() => clearInterval(looking));
    const seconds = (performance.now() - started) / 1000;
    const what = `upload of ${(size / 1024 / MB).toFixed(1)} GiB, connection cut ${cuts} times`;
    return [
      { what: `${what}: web memory grows by`, value: most - before, unit: 'MiB', bar: 50 },
      { what: `${what}: time, SHA-256 on both sides equal`, value: seconds, unit: 's' },
    ];
  } finally {
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** @throws when the file that arrived is another one, or an upload went on from the wrong place */
async function upload(product: Product, path: string, size: number, cuts: number): Promise<void> {
  const begun = await fetch(`${product.address}/api/uploads`, {
    method: 'POST',
    headers: {
      ...TUS,
      'upload-length': String(size),
      'upload-metadata': `path ${Buffer.from(path).toString('base64')}`,
    },
  });
  if (begun.status !== 201) throw new Error(`upload: ${begun.status} ${await begun.text()}`);
  const address = product.address + begun.headers.get('location');
  const cutAt = Array.from({ length: cuts }, (_, k) => Math.floor(((k + 0.5) * size) / cuts));
  for (let offset = 0; offset < size; ) {
    const end = Math.min(size, offset + PART);
    const cut = cutAt[0] !== undefined && cutAt[0] < end ? cutAt.shift() : undefined;
    await sendPart(address, offset, end, cut);
    offset = await offsetOf(address);
  }
  const hash = createHash('sha256');
  for (let at = 0; at < size; at += PART) hash.update(content(at, Math.min(size, at + PART)));
  const finished = await product.request(`${new URL(address).pathname}/finish`, {
    sha256: hash.digest('hex'),
  });
  if (!finished.ok) throw new Error(`upload: ${finished.status} ${await finished.text()}`);
}

/** Sends bytes `from` to `end`; with `cut` the socket is destroyed there and the rest never leaves. */
function sendPart(address: string, from: number, end: number, cut?: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(address, {
      method: 'PATCH',
      headers: {
        ...TUS,
        'upload-offset': String(from),
        'content-type': 'application/offset+octet-stream',
        'content-length': String(end - from),
      },
    });
    request.on('response', (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 204) resolve();
        else reject(new Error(`upload: part answered ${response.statusCode}`));
      });
    });
    request.on('error', (error) => (cut === undefined ? reject(error) : resolve()));
    request.on('close', () => cut !== undefined && resolve());
    if (cut === undefined) request.end(content(from, end));
    else request.write(content(from, cut), () => request.destroy());
  });
}

async function offsetOf(address: string): Promise<number> {
  const answer = await fetch(address, { method: 'HEAD', headers: TUS });
  return Number(answer.headers.get('upload-offset'));
}

/** The file’s bytes: words that count up, so that nothing may be missing or out of place. */
function content(from: number, end: number): Buffer {
  const first = Math.floor(from / 4);
  const words = new Uint32Array(Math.ceil(end / 4) - first);
  for (let k = 0; k < words.length; k++) words[k] = first + k;
  return Buffer.from(words.buffer).subarray(from - first * 4, end - first * 4);
}
