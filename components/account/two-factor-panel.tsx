'use client';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAct } from '../admin/use-act';
import { Panel } from '../place/panel';
import { Badge } from '../ui/badge';
import { Button } from '../ui/button';
import { Failure } from '../ui/failure';
import { TextField } from '../ui/text-field';
import { accountKey } from './account-keys';
import { RecoveryCodes } from './recovery-codes';
import { TwoFactorEnrolment } from './two-factor-enrolment';

interface TwoFactorPanelProps {
  on: boolean;
  codesLeft: number;
}

export function TwoFactorPanel({ on, codesLeft }: TwoFactorPanelProps) {
  const t = useTranslations('account');
  const [codes, setCodes] = useState<string[] | null>(null);
  const begin = useAct<{ secret: string; uri: string }>(['nothing']);
  return (
    <Panel
      title={t('twoFactor.title')}
      note={t('twoFactor.note')}
      action={on && <Badge look="accent">{t('twoFactor.on')}</Badge>}
    >
      {codes && <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />}
      {!codes && on && <SwitchOff codesLeft={codesLeft} />}
      {!codes && !on && !begin.data && (
        <Button
          look="outlined"
          disabled={begin.isPending}
          onClick={() => begin.mutate({ method: 'POST', path: '/api/account/two-factor' })}
        >
          <ShieldCheck />
          {t('twoFactor.setUp')}
        </Button>
      )}
      {!codes && !on && begin.data && (
        <TwoFactorEnrolment secret={begin.data.secret} uri={begin.data.uri} onCodes={setCodes} />
      )}
      <Failure error={begin.error} />
    </Panel>
  );
}

function SwitchOff({ codesLeft }: { codesLeft: number }) {
  const t = useTranslations('account');
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState('');
  const off = useAct(accountKey);
  return (
    <>
      <p className="mb-3 text-muted">{t('twoFactor.codesLeft', { count: codesLeft })}</p>
      {asking ? (
        <form
          className="flex max-w-100 items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            off.mutate({ method: 'DELETE', path: '/api/account/two-factor', body: { password } });
          }}
        >
          <div className="flex-1">
            <TextField
              label={t('yourPassword')}
              type="password"
              autoComplete="current-password"
              autoFocus
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              error={off.error?.message}
            />
          </div>
          <Button type="submit" look="danger" className="h-10 bg-danger-soft" disabled={off.isPending}>
            {t('twoFactor.switchOff')}
          </Button>
        </form>
      ) : (
        <Button look="danger" onClick={() => setAsking(true)} className="-ml-3">
          {t('twoFactor.switchOff')}
        </Button>
      )}
    </>
  );
}
