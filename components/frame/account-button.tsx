'use client';
import dynamic from 'next/dynamic';
import { useTranslations } from 'use-intl';
import { MenuButton } from '../ui/menu-button';
import type { Account } from './account';

const load = () => import('./account-menu').then(({ AccountMenu }) => AccountMenu);
const AccountMenu = dynamic(load, { ssr: false });

export function AccountButton(account: Account) {
  const t = useTranslations('frame');
  return (
    <MenuButton
      label={t('accountOf', { name: account.userName })}
      side="bottom"
      menu={(onClose) => <AccountMenu {...account} onClose={onClose} />}
      load={load}
    >
      <span className="grid size-6 place-items-center rounded-full bg-accent-soft text-small font-semibold text-accent-text uppercase">
        {account.userName.slice(0, 1)}
      </span>
    </MenuButton>
  );
}
