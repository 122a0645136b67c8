'use client';
import { useTranslations } from 'use-intl';
import { CopyField } from '@/components/ui/copy-field';
import type { Words } from '@/lib/i18n/words';
import { Notice } from '../../files/notice';
import { convertingCommand } from './sort-files';

interface UploadNoticesProps {
  pickles: readonly string[];
  others: readonly string[];
  onClose: () => void;
}

/** What was not taken, why, and what to do. */
export function UploadNotices({ pickles, others, onClose }: UploadNoticesProps) {
  const t = useTranslations('models');
  const [pickle] = pickles;
  if (pickles.length + others.length === 0) return null;
  return (
    <Notice onClose={onClose}>
      {pickle && (
        <span className="block">
          {t('upload.pickles', { files: named(pickles, t), count: pickles.length })}
          <span className="my-1 block text-text">
            <CopyField label={t('upload.copyCommand')} value={convertingCommand(pickle)} />
          </span>
        </span>
      )}
      {others.length > 0 && (
        <span className="block">{t('upload.others', { files: named(others, t), count: others.length })}</span>
      )}
    </Notice>
  );
}

const named = (names: readonly string[], t: Words<'models'>) =>
  t('upload.named', { name: names[0] ?? '', more: names.length - 1 });
