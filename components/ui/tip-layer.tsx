'use client';
import dynamic from 'next/dynamic';
import { useSyncExternalStore } from 'react';
import { tips } from './tips';

/** What places a tip is fetched with the first one: it is no small part of a first load. */
const ShownTip = dynamic(() => import('./shown-tip').then(({ ShownTip }) => ShownTip), { ssr: false });

/** Where the studio's tips are shown, one at a time. */
export function TipLayer() {
  const tip = useSyncExternalStore(tips.subscribe, tips.shown, () => null);
  return tip && <ShownTip {...tip} />;
}
