'use client';
import { type RefObject, useEffect, useRef } from 'react';

/** A ref for one of several things in a row that do not all fit: it is pushed into sight when it becomes the current one. */
export function useInSight<T extends HTMLElement>(isCurrent: boolean): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => {
    if (isCurrent) ref.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [isCurrent]);
  return ref;
}
