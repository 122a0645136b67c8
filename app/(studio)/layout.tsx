import type { ReactNode } from 'react';
import { StudioFrame } from '@/components/frame/studio-frame';
import { mayEver } from '@/lib/auth/permissions';
import { adminHref } from './admin/admin-links';
import { hiddenTabs } from './hidden-tabs';
import { requireUser } from './require-user';

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const user = await requireUser();
  const { name, role, viewedBy } = user;
  return (
    <StudioFrame
      user={{
        name,
        role,
        adminHref: adminHref(user),
        makesPictures: mayEver(user, 'jobs.own'),
        viewed: viewedBy !== null,
      }}
      hiddenTabs={await hiddenTabs(user)}
    >
      {children}
    </StudioFrame>
  );
}
