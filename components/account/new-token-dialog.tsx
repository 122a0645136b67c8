'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { TOKEN_SCOPES, type TokenScope } from '@/lib/auth/token-scopes';
import { useAct } from '../admin/use-act';
import { Button } from '../ui/button';
import { CopyField } from '../ui/copy-field';
import { Dialog } from '../ui/dialog';
import { Failure } from '../ui/failure';
import { Select } from '../ui/select';
import { Switch } from '../ui/switch';
import { TextField } from '../ui/text-field';
import { tokensKey } from './account-keys';

const NEVER = 'never';
const LIFETIMES = [
  { value: '30', name: 'month' },
  { value: '90', name: 'quarter' },
  { value: '365', name: 'year' },
  { value: NEVER, name: 'never' },
] as const;

export function NewTokenDialog({ admin, onClose }: { admin: boolean; onClose: () => void }) {
  const acts = useTranslations('acts');
  const t = useTranslations('account');
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly TokenScope[]>(['generate', 'read']);
  const [days, setDays] = useState('90');
  const make = useAct<{ secret: string }>(tokensKey);
  if (make.data) {
    return (
      <Dialog open onOpenChange={onClose} title={t('tokens.ready', { name })}>
        <p className="mb-3 text-muted">{t('tokens.copyNow')}</p>
        <CopyField label={t('tokens.copy')} value={make.data.secret} />
        <div className="mt-6 flex justify-end">
          <Button look="outlined" onClick={onClose}>
            {acts('done')}
          </Button>
        </div>
      </Dialog>
    );
  }
  const everything = scopes.length === 0;
  return (
    <Dialog open onOpenChange={onClose} title={t('tokens.new')}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const body = { name, scopes, days: days === NEVER ? null : Number(days) };
          make.mutate({ method: 'POST', path: '/api/account/tokens', body });
        }}
      >
        <div className="grid gap-4 wide:grid-cols-[1fr_160px]">
          <TextField
            compact
            label={t('tokens.purpose')}
            autoFocus
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={make.error?.fields.name}
          />
          <Select
            label={t('tokens.expires')}
            value={days}
            onChange={setDays}
            options={LIFETIMES.map(({ value, name }) => ({ value, label: t(`tokens.lifetimes.${name}`) }))}
          />
        </div>
        <fieldset>
          <legend className="text-small text-muted">{t('tokens.mayDo')}</legend>
          <Switch
            label={t('tokens.everything')}
            checked={everything}
            onChange={(all) => setScopes(all ? [] : ['generate', 'read'])}
          />
          {!everything &&
            TOKEN_SCOPES.filter((scope) => admin || scope !== 'admin').map((scope) => (
              <Switch
                key={scope}
                label={t(`tokens.scopes.${scope}`)}
                checked={scopes.includes(scope)}
                // The last one stays: none at all would mean everything.
                disabled={scopes.length === 1 && scopes.includes(scope)}
                onChange={(on) =>
                  setScopes(on ? [...scopes, scope] : scopes.filter((other) => other !== scope))
                }
              />
            ))}
        </fieldset>
        {!make.error?.fields.name && <Failure error={make.error} />}
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={onClose}>{acts('cancel')}</Button>
          <Button type="submit" look="accent" disabled={make.isPending}>
            {t('tokens.make')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
