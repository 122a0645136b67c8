import type { ReactNode } from 'react';
import { PlaceFrame } from '@/components/place/place-frame';
import { requireUser } from '../require-user';
import { adminLinks } from './admin-links';

export default async function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <PlaceFrame name="Admin" links={adminLinks(await requireUser())}>
      {children}
    </PlaceFrame>
  );
}
