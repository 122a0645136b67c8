import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Providers } from '@/components/providers';
import { compiledMessages } from '@/lib/i18n/messages/compiled';
import { pageLocale, pageWords } from '@/lib/i18n/page-words';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('frame');
  return {
    title: { default: 'Atelier', template: '%s · Atelier' },
    description: t('description'),
    robots: { index: false },
  };
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  const locale = await pageLocale();
  return (
    <html lang={locale} suppressHydrationWarning>
      <body>
        <Providers locale={locale} messages={compiledMessages(locale)} nonce={nonce}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
