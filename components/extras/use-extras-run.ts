'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExtrasSettings } from '@/lib/extras/extras-settings';
import { type ExtrasItem, type ExtrasSource, enlarge, forget, itemOf } from './extras-item';

export interface ExtrasRun {
  items: readonly ExtrasItem[];
  running: boolean;
  /** Puts these in the place of what is there, or after it. */
  put: (sources: readonly ExtrasSource[], options?: { add?: boolean }) => void;
  remove: (key: string) => void;
  clear: () => void;
  /** Enlarges what is not done yet, one after the other. */
  start: (settings: ExtrasSettings) => void;
  stop: () => void;
}

/** The pictures of the page, and the work on them. Who leaves the page stops it. */
export function useExtrasRun(): ExtrasRun {
  const [items, setItems] = useState<readonly ExtrasItem[]>([]);
  const [running, setRunning] = useState(false);
  const now = useRef(items);
  now.current = items;
  const work = useRef<AbortController | null>(null);
  const change = useCallback((key: string, some: Partial<ExtrasItem>) => {
    setItems((all) => all.map((item) => (item.key === key ? { ...item, ...some } : item)));
  }, []);
  useEffect(
    () => () => {
      work.current?.abort();
      for (const item of now.current) forget(item);
    },
    [],
  );

  const stop = () => {
    work.current?.abort();
    work.current = null;
    setRunning(false);
    setItems((all) =>
      all.map((item) => (['waiting', 'working'].includes(item.state) ? { ...item, state: 'ready' } : item)),
    );
  };
  const start = async (settings: ExtrasSettings) => {
    const query = new URLSearchParams(Object.entries(settings).map(([name, value]) => [name, String(value)]));
    const controller = new AbortController();
    work.current = controller;
    setRunning(true);
    const todo = now.current.map((item) => ({
      ...item,
      state: 'waiting' as const,
      error: undefined,
      made: undefined,
    }));
    setItems(todo);
    for (const item of todo) {
      if (controller.signal.aborted) return;
      change(item.key, { state: 'working' });
      try {
        change(item.key, { state: 'done', made: await enlarge(item, query, controller.signal) });
      } catch (error) {
        if (controller.signal.aborted) return;
        change(item.key, { state: 'failed', error: (error as Error).message });
      }
    }
    setRunning(false);
  };

  return {
    items,
    running,
    put: (sources, { add = false } = {}) => {
      stop();
      if (!add) now.current.forEach(forget);
      setItems((all) => [...(add ? all : []), ...sources.map(itemOf)]);
    },
    remove: (key) => {
      const item = now.current.find((other) => other.key === key);
      if (item) forget(item);
      setItems((all) => all.filter((other) => other.key !== key));
    },
    clear: () => {
      stop();
      now.current.forEach(forget);
      setItems([]);
    },
    start: (settings) => void start(settings),
    stop,
  };
}
