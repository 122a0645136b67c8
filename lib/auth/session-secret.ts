import { prisma } from '@/lib/db/prisma';
import { randomSecret } from './secrets';

const NAME = 'session';
const held = globalThis as { atelierSessionSecret?: string };

/** The key that signs sessions. Made on first use and kept in the database, so that all web processes share it. */
export async function sessionSecret(): Promise<string> {
  if (held.atelierSessionSecret) return held.atelierSessionSecret;
  // Two processes may start at once; the first insert wins and both read it.
  await prisma().installationSecret.createMany({
    data: [{ name: NAME, value: randomSecret() }],
    skipDuplicates: true,
  });
  const { value } = await prisma().installationSecret.findUniqueOrThrow({ where: { name: NAME } });
  held.atelierSessionSecret = value;
  return value;
}
