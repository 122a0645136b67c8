import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { type Caller, currentUser, type Permission } from '@/lib/auth';
import { mayEver } from '@/lib/auth/permissions';
import { homeOf } from './home-of';

/**
 * Who is looking; somebody who is not signed in is sent to the sign-in page and comes back here after it, somebody who
 * may not see the page to where they belong.
 */
export async function requireUser(permission?: Permission): Promise<Caller> {
  const user = await currentUser();
  if (!user) {
    const path = (await headers()).get('x-path') ?? '/txt2img';
    redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  if (permission && !mayEver(user, permission)) redirect(await homeOf(user));
  return user;
}
