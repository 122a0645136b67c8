/** What an Authorization header offers. */
export type Offer =
  | { kind: 'none' }
  | { kind: 'token'; secret: string }
  | { kind: 'basic'; name: string; password: string }
  | { kind: 'malformed' };

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

function basicOffer(value: string): Offer {
  if (!BASE64.test(value)) return { kind: 'malformed' };
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return { kind: 'malformed' };
  return { kind: 'basic', name: text.slice(0, colon), password: text.slice(colon + 1) };
}

/**
 * Reads `Authorization: <token>`, `Bearer <token>` or `Basic <base64 of name:password>`; the scheme in any case.
 * An empty header is none: some clients send one when they have no credentials.
 */
export function readAuthorization(header: string | null): Offer {
  const value = header?.trim() ?? '';
  const [, scheme, rest] = /^(\S+)\s*(.*)$/s.exec(value) ?? [];
  if (!scheme) return { kind: 'none' };
  switch (scheme.toLowerCase()) {
    case 'basic':
      return basicOffer(rest ?? '');
    case 'bearer':
      return rest ? { kind: 'token', secret: rest } : { kind: 'none' };
    default:
      return rest ? { kind: 'malformed' } : { kind: 'token', secret: scheme };
  }
}
