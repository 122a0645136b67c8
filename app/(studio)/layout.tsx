import type { ReactNode } from 'react';
import { StudioFrame } from '@/components/frame/studio-frame';
import { mayUseFiles } from './may-use-files';
import { requireUser } from './require-user';

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const user = await requireUser();
  const { name, role } = user;
  return (
    <StudioFrame user={{ name, role }} hiddenTabs={mayUseFiles(user) ? [] : ['/files']}>
      {children}
    </StudioFrame>
  );
}
