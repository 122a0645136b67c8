'use client';
import { useTranslations } from 'use-intl';
import { useStudio } from '../studio-context';
import { ChoiceControl } from './choice-control';
import { NumberControl } from './number-control';
import { Section } from './section';
import { checkpointOptions } from './select-controls';

/** Another checkpoint that takes over on the way. */
export function RefinerSection() {
  const { form, checkpoints } = useStudio();
  const words = useTranslations('form');
  const [path, switchAt] = form.watch(['refinerCheckpoint', 'refinerSwitchAt']);
  const name = checkpoints.find((checkpoint) => checkpoint.path === path)?.name ?? path;
  return (
    <Section
      name="refiner"
      values={['refinerCheckpoint', 'refinerSwitchAt']}
      summary={path === '' ? null : `${name} · ${switchAt}`}
    >
      <ChoiceControl
        name="refinerCheckpoint"
        options={checkpointOptions(checkpoints, words)}
        empty={words('refiner.none')}
      />
      <NumberControl name="refinerSwitchAt" />
    </Section>
  );
}
