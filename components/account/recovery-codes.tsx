'use client';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-field';

/** The codes for the day the phone is gone; shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const t = useTranslations('account');
  return (
    <div className="appear">
      <p className="text-muted">{t('twoFactor.codesNote')}</p>
      <div className="mt-4 flex items-start gap-2 rounded-control bg-raised p-4">
        <ul className="grid flex-1 gap-x-6 gap-y-1 font-mono wide:grid-cols-2">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <CopyButton label={t('twoFactor.copyCodes')} value={codes.join('\n')} />
      </div>
      <Button look="outlined" className="mt-4" onClick={onDone}>
        {t('twoFactor.kept')}
      </Button>
    </div>
  );
}
