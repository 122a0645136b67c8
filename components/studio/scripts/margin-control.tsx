'use client';
import { useTranslations } from 'use-intl';
import { SERIES_LIMITS } from '@/lib/generation/series/limits';
import { NumberField } from '../../ui/number-field';

interface MarginControlProps {
  value: number;
  onChange: (value: number) => void;
  error: string | undefined;
}

/** Pixels between the pictures of a grid. */
export function MarginControl(props: MarginControlProps) {
  const words = useTranslations('scripts');
  return (
    <NumberField label={words('margin')} {...SERIES_LIMITS.margin} step={2} defaultValue={0} {...props} />
  );
}
