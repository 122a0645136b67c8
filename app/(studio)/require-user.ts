import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { type Caller, currentUser } from '@/lib/auth';

/** Who is looking; somebody who is not signed in is sent to the sign-in page and comes back here after it. */
export async function requireUser(): Promise<Caller> {
  const user = await currentUser();
  if (user) return user;
  const path = (await headers()).get('x-path') ?? '/txt2img';
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}
