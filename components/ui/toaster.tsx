'use client';
import dynamic from 'next/dynamic';
import { useSyncExternalStore } from 'react';
import { toasts } from './toast';

const ToastList = dynamic(() => import('./toast-list').then(({ ToastList }) => ToastList), { ssr: false });

/** Shows short confirmations, from the first one on. */
export function Toaster() {
  const isAsked = useSyncExternalStore(toasts.subscribe, toasts.isAsked, () => false);
  return isAsked && <ToastList onReady={toasts.tellReady} />;
}
