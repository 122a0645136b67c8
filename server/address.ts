import { readFile, rename, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import type { Config } from '@/lib/config';
import { addressFile } from '@/lib/data-dir';

/** The one address to print: where a browser reaches the studio. */
export function studioUrl({ listen, port }: Pick<Config, 'listen' | 'port'>): string {
  return `http://${(listen && machineAddress()) || 'localhost'}:${port}`;
}

/** Keeps the address for the command line, which runs apart from the server and may not know its port. */
export async function rememberAddress(address: string): Promise<void> {
  const fresh = `${addressFile()}.new`;
  await writeFile(fresh, address);
  await rename(fresh, addressFile());
}

/** Where the studio was last reached, or would be by this configuration. */
export async function lastAddress(settings: Config): Promise<string> {
  return (await readFile(addressFile(), 'utf8').catch(() => '')) || studioUrl(settings);
}

/** This machine's first address in the network, or null when it is in none. */
function machineAddress(): string | null {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;
}
