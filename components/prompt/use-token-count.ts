'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { LIMITS } from '@/lib/generation/limits';
import type { TokenCount } from '@/lib/prompt-tokens';
import { promptNamesKey } from '../studio/data/query-keys';
import { studioFetch } from '../studio/data/studio-fetch';

/** Typing rests. */
const REST_MS = 300;
/** Prompts that were counted are remembered so long. */
const REMEMBERED_MS = 10 * 60_000;

/** The tokens of a prompt, counted by the server when typing rests; null until they are known. */
export function useTokenCount(text: string, steps: number): TokenCount | null {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const isEmpty = rested.trim() === '';
  // Longer than may be sent: the field says so, and the count stays what it was.
  const isTooLong = rested.length > LIMITS.promptCharacters && [...rested].length > LIMITS.promptCharacters;
  const { data } = useQuery({
    // What embeddings there are decides how much their names count.
    queryKey: [...promptNamesKey, 'tokens', rested, steps],
    queryFn: () =>
      studioFetch<TokenCount>('/api/prompt/tokens', { method: 'POST', body: { prompt: rested, steps } }),
    enabled: !isEmpty && !isTooLong,
    placeholderData: keepPreviousData,
    staleTime: REMEMBERED_MS,
    gcTime: REMEMBERED_MS,
    retry: false,
  });
  return isEmpty ? { count: 0, chunks: 1 } : (data ?? null);
}
