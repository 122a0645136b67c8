import type { OAuthConfig } from 'next-auth/providers/oauth';
import { config } from '@/lib/config';

export const OIDC = 'oidc';
/** A provider that does not answer must not keep anybody waiting for long. */
const TIMEOUT_MS = 10_000;

/** What a provider says of a person (OpenID Connect Core §5.1), and whatever claim names the teams. */
export interface OidcProfile extends Record<string, unknown> {
  sub: string;
  preferred_username?: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

/** The configured provider for next-auth; null when people sign in with passwords only. */
export function oidcProvider(): OAuthConfig<OidcProfile> | null {
  const { oidc } = config();
  if (!oidc) return null;
  const clientSecret = process.env.ATELIER_OIDC_CLIENT_SECRET;
  return {
    id: OIDC,
    name: oidc.name,
    type: 'oauth',
    issuer: oidc.issuer,
    wellKnown: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret,
    // Without a secret we are a public client, which PKCE protects.
    client: clientSecret ? {} : { token_endpoint_auth_method: 'none' },
    authorization: { params: { scope: 'openid profile email' } },
    checks: ['pkce', 'state', 'nonce'],
    idToken: true,
    httpOptions: { timeout: TIMEOUT_MS },
    profile: ({ sub }) => ({ id: sub }),
  };
}
