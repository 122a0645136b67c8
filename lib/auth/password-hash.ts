import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt's cost: N = 2^ln, block size r, parallelism p. Memory is 128 * N * r bytes (32 MiB here). */
interface Cost {
  ln: number;
  r: number;
  p: number;
}

const COST: Cost = { ln: 15, r: 8, p: 1 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** More than this is no cost of ours; a damaged row must not make the server allocate gigabytes. */
const MAX_COST: Cost = { ln: 20, r: 32, p: 16 };

function derive(password: string, salt: Buffer, { ln, r, p }: Cost, keyBytes: number): Promise<Buffer> {
  const N = 2 ** ln;
  const maxmem = 128 * N * r + 128 * r * p + (1 << 20);
  return new Promise((resolve, reject) => {
    // NFC: the same letter typed on another keyboard may arrive in another composition (RFC 8265).
    scrypt(password.normalize('NFC'), salt, keyBytes, { N, r, p, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/** Hashes a password with scrypt. Returns PHC form: `$scrypt$ln=15,r=8,p=1$SALT$KEY`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST, KEY_BYTES);
  return `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${unpadded(salt)}$${unpadded(key)}`;
}

const PHC = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function parsePhc(phc: string): { cost: Cost; salt: Buffer; key: Buffer } | null {
  const [, ln, r, p, salt, key] = PHC.exec(phc) ?? [];
  if (!salt || !key) return null;
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const sane = (Object.keys(cost) as (keyof Cost)[]).every((k) => cost[k] >= 1 && cost[k] <= MAX_COST[k]);
  return sane ? { cost, salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') } : null;
}

let dummy: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. The cost is read from the hash, so it can grow without locking anybody
 * out. With no hash (unknown user, or one who has not set a password) a throw-away hash is checked, so that the
 * answer takes as long and says nothing about who exists.
 */
export async function verifyPassword(password: string, phc: string | null): Promise<boolean> {
  dummy ??= hashPassword(randomBytes(16).toString('hex'));
  const parsed = parsePhc(phc ?? (await dummy));
  if (!parsed) throw new Error('A stored password hash is not in PHC form.');
  const key = await derive(password, parsed.salt, parsed.cost, parsed.key.length);
  return timingSafeEqual(key, parsed.key) && phc !== null;
}

/** Whether the hash was made with a lower cost than today's and should be made anew at the next sign-in. */
export function isOutdated(phc: string): boolean {
  const cost = parsePhc(phc)?.cost;
  return !cost || cost.ln < COST.ln || cost.r < COST.r || cost.p < COST.p;
}
