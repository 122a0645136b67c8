'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { type ReactNode, useState } from 'react';
import { IntlProvider, type Locale, type Messages } from 'use-intl';
import { useFetchWords } from './studio/data/studio-fetch';
import { TipLayer } from './ui/tip-layer';
import { Toaster } from './ui/toaster';

interface ProvidersProps {
  locale: Locale;
  /** All words of that language. */
  messages: Messages;
  nonce?: string;
  children: ReactNode;
}

/** What every page needs: words, data, theme, tooltips, toasts. */
export function Providers({ locale, messages, nonce, children }: ProvidersProps) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        // Server-sent events keep the data fresh; asking again on focus would only add load.
        defaultOptions: { queries: { staleTime: 60_000, refetchOnWindowFocus: false, retry: 2 } },
      }),
  );
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="dark"
      enableColorScheme={false}
      disableTransitionOnChange
      nonce={nonce}
    >
      {/* A day or a time is only ever written in the browser, which knows where it is. */}
      <IntlProvider locale={locale} messages={messages} timeZone="UTC">
        <FetchWords />
        <QueryClientProvider client={queryClient}>
          {children}
          <TipLayer />
          <Toaster />
        </QueryClientProvider>
      </IntlProvider>
    </ThemeProvider>
  );
}

function FetchWords() {
  useFetchWords();
  return null;
}
