'use client';
import { useMemo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { millisecondsWords, secondsWords } from './duration-words';
import { agoWords, dayWords, momentWords, recentWords } from './time-words';

/** Times in the words of the reader's language. Moments are ISO texts, as they come over the wire. */
export function useTimes() {
  const words = useTranslations('times');
  const locale = useLocale();
  return useMemo(
    () => ({
      ago: (iso: string) => agoWords(iso, words, locale),
      recent: (iso: string) => recentWords(iso, words, locale),
      day: (iso: string) => dayWords(iso, locale),
      moment: (iso: string) => momentWords(iso, locale),
      seconds: (seconds: number) => secondsWords(seconds, words),
      milliseconds: (milliseconds: number) => millisecondsWords(milliseconds, words),
    }),
    [words, locale],
  );
}
export type Times = ReturnType<typeof useTimes>;
