import { redirect } from 'next/navigation';
import { currentUser } from '@/lib/auth';
import { homeOf } from './(studio)/home-of';

export default async function Home() {
  const user = await currentUser();
  redirect(user ? await homeOf(user) : '/sign-in');
}
