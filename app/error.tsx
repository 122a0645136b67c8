'use client';
import { AccountCard } from '@/components/account/account-card';
import { Button } from '@/components/ui/button';

export default function PageError({ reset }: { reset: () => void }) {
  return (
    <AccountCard
      title="This page failed to load"
      note="The server may be restarting. What you typed is kept. If it stays so, tell an admin to look into the log."
    >
      <Button look="outlined" onClick={reset}>
        Try again
      </Button>
    </AccountCard>
  );
}
