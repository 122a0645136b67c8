import type { ReactNode } from 'react';
import { StudioFrame } from '@/components/frame/studio-frame';
import { requireUser } from './require-user';

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const { name, role } = await requireUser();
  return <StudioFrame user={{ name, role }}>{children}</StudioFrame>;
}
