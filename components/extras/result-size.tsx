'use client';
import { useTranslations } from 'use-intl';
import type { ExtrasSettings } from '@/lib/extras/extras-settings';
import { planUpscale, type Size } from '@/lib/extras/plan-upscale';

/** What a picture of this size becomes, before anything is done. */
export function ResultSize({ size, settings }: { size: Size; settings: ExtrasSettings }) {
  const words = useTranslations('extras');
  if (settings.upscaler === 'None') return words('unchanged');
  const result = resultOf(size, settings);
  if (!result) return words('problems.size');
  const { width, height } = size;
  return words('result', {
    width: String(width),
    height: String(height),
    toWidth: String(result.width),
    toHeight: String(result.height),
  });
}

function resultOf(size: Size, settings: ExtrasSettings): Size | null {
  try {
    return planUpscale(size, settings).result;
  } catch {
    // Too large, or nothing left; the server says which.
    return null;
  }
}
