'use client';
import { useController } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { EMPHASES, NOISE_SOURCES } from '@/lib/generation/details';
import { samplerNamed } from '@/lib/generation/samplers';
import { Switch } from '../../ui/switch';
import { useStudio } from '../studio-context';
import { SettingChoice } from './choice-control';
import { Section } from './section';
import { SettingNumber } from './setting-number';
import type { SettingsValues } from './studio-values';

const VALUES = [
  'tiling',
  'eta',
  'sChurn',
  'sTmin',
  'sTmax',
  'sNoise',
  'sMinUncond',
  'noiseSource',
  'ensd',
  'emphasis',
] as const satisfies readonly (keyof SettingsValues)[];

/** What the Settings say of a value, for the sampler that is chosen. */
function useUsual() {
  const { form, settings } = useStudio();
  const sampler = samplerNamed(form.watch('sampler'));
  const eta = sampler?.walksTimesteps ? settings.etaDdim : settings.etaAncestral;
  return { ...settings, eta, takesEta: sampler?.defaultEta !== undefined };
}

const emphasisOptions = EMPHASES.map((name) => ({ value: name, label: name }));
const noiseOptions = NOISE_SOURCES.map((name) => ({ value: name, label: name }));

/** What is rarely said for one picture: how noise is made, how prompts are weighed. */
export function SamplingSection() {
  const { form } = useStudio();
  const words = useTranslations('form');
  const usual = useUsual();
  const values = form.watch(VALUES);
  const changed = VALUES.flatMap((name, k) => {
    const value = values[k];
    if (value === null || value === undefined || value === usual[name]) return [];
    return name === 'tiling' ? words('fields.tiling') : `${words(`fields.${name}`)} ${value}`;
  });
  return (
    <Section name="sampling" values={VALUES} summary={changed.join(' · ') || null}>
      <TilingControl />
      <div className="grid grid-cols-2 gap-2">
        {usual.takesEta && <SettingNumber name="eta" usual={usual.eta} />}
        <SettingNumber name="sNoise" usual={usual.sNoise} />
        <SettingNumber name="sChurn" usual={usual.sChurn} />
        <SettingNumber name="sTmin" usual={usual.sTmin} />
        <SettingNumber name="sTmax" usual={usual.sTmax} />
      </div>
      <SettingNumber name="sMinUncond" usual={usual.sMinUncond} />
      <SettingNumber name="ensd" usual={usual.ensd} />
      <SettingChoice name="noiseSource" options={noiseOptions} />
      <SettingChoice name="emphasis" options={emphasisOptions} />
    </Section>
  );
}

function TilingControl() {
  const { form, settings } = useStudio();
  const words = useTranslations('form');
  const { field } = useController({ control: form.control, name: 'tiling' });
  return (
    <Switch
      label={words('fields.tiling')}
      checked={field.value ?? settings.tiling}
      onChange={(checked) => field.onChange(checked === settings.tiling ? null : checked)}
    />
  );
}
