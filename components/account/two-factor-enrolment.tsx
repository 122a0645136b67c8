'use client';
import { useState } from 'react';
import { encode } from 'uqr';
import { useTranslations } from 'use-intl';
import { useAct } from '../admin/use-act';
import { Button } from '../ui/button';
import { CopyField } from '../ui/copy-field';
import { TextField } from '../ui/text-field';
import { accountKey } from './account-keys';

interface TwoFactorEnrolmentProps {
  secret: string;
  uri: string;
  onCodes: (codes: string[]) => void;
}

/** The QR code for the app, and the code of the app that proves it works. */
export function TwoFactorEnrolment({ secret, uri, onCodes }: TwoFactorEnrolmentProps) {
  const t = useTranslations('account');
  const [code, setCode] = useState('');
  const confirm = useAct<{ codes: string[] }>(accountKey, ({ codes }) => onCodes(codes));
  return (
    <div className="flex flex-col gap-6 wide:flex-row">
      <QrCode text={uri} />
      <form
        className="flex min-w-0 flex-1 flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          confirm.mutate({ method: 'PUT', path: '/api/account/two-factor', body: { code } });
        }}
      >
        <p className="text-muted">{t('twoFactor.scan')}</p>
        <CopyField label={t('twoFactor.copySecret')} value={secret.match(/.{4}/g)?.join(' ') ?? secret} />
        <div className="flex items-end gap-2">
          <div className="w-48">
            <TextField
              label={t('twoFactor.sixDigits')}
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChange={(event) => setCode(event.target.value)}
              error={confirm.error?.message}
            />
          </div>
          <Button type="submit" look="accent" className="h-10 self-start mt-5" disabled={confirm.isPending}>
            {t('twoFactor.switchOn')}
          </Button>
        </div>
      </form>
    </div>
  );
}

/** Dark on white in both themes: cameras read nothing else reliably. */
function QrCode({ text }: { text: string }) {
  const t = useTranslations('account');
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={t('twoFactor.qr')}
      shapeRendering="crispEdges"
      className="size-48 shrink-0 rounded-control bg-[white]"
    >
      <path d={path} fill="black" />
    </svg>
  );
}
