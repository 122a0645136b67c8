import type { NextConfig } from 'next';

/** Headers of every answer. The content security policy carries a nonce and is made per request in proxy.ts. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  agentRules: false,
  // `npm test` checks all types; an installation that only starts need not.
  typescript: { ignoreBuildErrors: true },
  // Loaded by the web process as they are: native code and drivers don't survive bundling.
  serverExternalPackages: ['@tus/server', 'pg', 'pino', 'sharp', '@prisma/client', '@prisma/adapter-pg'],
  // Messages are compiled before they come here: see lib/i18n/messages/compiled.ts.
  turbopack: { resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

export default config;
