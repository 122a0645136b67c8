'use client';
import dynamic from 'next/dynamic';

/** The dialog, fetched when two pictures are compared for the first time. */
export const CompareDialog = dynamic(
  () => import('./compare-dialog').then(({ CompareDialog }) => CompareDialog),
  { ssr: false },
);
