'use client';
import { useTranslations } from 'use-intl';
import { useStudio } from '../studio-context';
import { NumberControl } from './number-control';
import { Section } from './section';
import type { StudioValues } from './studio-values';

const VALUES = [
  'seedExtra',
  'subseed',
  'subseedStrength',
  'seedResizeFromW',
  'seedResizeFromH',
] as const satisfies readonly (keyof StudioValues)[];

/** A picture near to another seed's, or with the composition it has at another size. */
export function SeedExtraSection() {
  const { form } = useStudio();
  const words = useTranslations('form');
  const [enabled, subseed, strength, width, height] = form.watch(VALUES);
  const parts = [
    strength > 0 && words('seed.variation', { seed: String(subseed), strength }),
    width > 0 && height > 0 && words('seed.resizedFrom', { width: String(width), height: String(height) }),
  ].filter((part) => part !== false);
  return (
    <Section
      name="seedExtra"
      values={VALUES}
      summary={enabled ? parts.join(' · ') || words('seed.noEffect') : null}
      toggle={{
        checked: enabled,
        onChange: (checked) => form.setValue('seedExtra', checked, { shouldDirty: true }),
      }}
    >
      <div className="grid grid-cols-2 gap-2">
        <NumberControl name="subseed" />
        <NumberControl name="subseedStrength" />
      </div>
      <div className="grid grid-cols-2 gap-2">
        <NumberControl name="seedResizeFromW" />
        <NumberControl name="seedResizeFromH" />
      </div>
    </Section>
  );
}
