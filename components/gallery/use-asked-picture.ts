'use client';
import { useSearchParams } from 'next/navigation';
import { useEffect } from 'react';

/** Opens the picture that the address asks for (`?picture=`), once: afterwards the address is that of the list. */
export function useAskedPicture(open: (id: string) => void): void {
  const asked = useSearchParams().get('picture');
  useEffect(() => {
    if (asked === null) return;
    open(asked);
    const query = new URLSearchParams(window.location.search);
    query.delete('picture');
    window.history.replaceState(null, '', query.size > 0 ? `?${query}` : window.location.pathname);
  }, [asked, open]);
}
