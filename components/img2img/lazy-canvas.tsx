'use client';
import dynamic from 'next/dynamic';
import { Skeleton } from '../ui/skeleton';

/** The canvas comes with the first picture to draw on. */
export const LazyCanvas = dynamic(() => import('../canvas/canvas').then(({ Canvas }) => Canvas), {
  ssr: false,
  loading: () => <Skeleton className="size-full" />,
});
