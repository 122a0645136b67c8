'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { type ReactNode, useState } from 'react';
import { Toaster } from './ui/toaster';
import { TooltipProvider } from './ui/tooltip';

/** What every page needs: data, theme, tooltips, toasts. */
export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
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
      <QueryClientProvider client={queryClient}>
        <TooltipProvider delayDuration={400}>{children}</TooltipProvider>
        <Toaster />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
