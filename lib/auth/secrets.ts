import { createHash, randomBytes } from 'node:crypto';

/** 32 random bytes as URL-safe text, 43 characters. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is stored of a random secret. A plain digest is enough: 256 random bits cannot be guessed, so nothing is
 * gained by making the digest slow.
 */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
