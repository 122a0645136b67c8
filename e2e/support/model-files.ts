import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { STARTER_LORA } from '@/worker/engine/testing/paths';
import type { Product } from './product';

/** The bytes of a safetensors file, with what its author says in it. */
export async function described(path: string, metadata: Record<string, string>): Promise<Buffer> {
  const file = await readFile(path);
  const length = Number(file.readBigUInt64LE());
  const header = JSON.parse(file.toString('utf8', 8, 8 + length));
  const text = JSON.stringify({ ...header, __metadata__: { ...header.__metadata__, ...metadata } });
  const padded = Buffer.from(
    text.padEnd(Math.ceil(Buffer.byteLength(text) / 8) * 8 - Buffer.byteLength(text) + text.length),
  );
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([size, padded, file.subarray(8 + length)]);
}

/** Puts a file into a person's own folder, or the one all share, as somebody would by hand. */
export async function putFile(
  product: Product,
  owner: string | null,
  path: string,
  bytes: Buffer,
): Promise<void> {
  const file = join(product.dataDir, ...(owner ? ['users', owner] : []), path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}

/** The LoRA of the starter checkpoint, calling itself by other words. */
export const aLora = (words = 'warm sepia'): Promise<Buffer> =>
  described(STARTER_LORA, { 'modelspec.title': 'Warm Sepia', 'modelspec.trigger_phrase': words });

/** Puts it into a person's own folder, or the one all share. */
export const putLora = async (product: Product, owner: string | null, name: string, words?: string) =>
  putFile(product, owner, `models/Lora/${name}.safetensors`, await aLora(words));
