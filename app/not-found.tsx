import Link from 'next/link';
import { AccountCard } from '@/components/account/account-card';
import { buttonClass } from '@/components/ui/button';

export default function NotFound() {
  return (
    <AccountCard title="There is nothing here" note="The address may be mistyped, or the page was removed.">
      <Link href="/txt2img" className={buttonClass('outlined')}>
        To the studio
      </Link>
    </AccountCard>
  );
}
