import { networkInterfaces } from 'node:os';
import type { Config } from '@/lib/config';

/** The one address to print: where a browser reaches the studio. */
export function studioUrl({ listen, port }: Pick<Config, 'listen' | 'port'>): string {
  return `http://${(listen && machineAddress()) || 'localhost'}:${port}`;
}

/** This machine's first address in the network, or null when it is in none. */
function machineAddress(): string | null {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;
}
