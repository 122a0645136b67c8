'use client';
import { Dices, Recycle } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { IconButton } from '../../ui/icon-button';
import { useStudio } from '../studio-context';
import { NumberControl } from './number-control';

export function SeedControl() {
  const { form, stage, actions } = useStudio();
  const words = useTranslations('form');
  const last = stage.selected;
  return (
    <NumberControl name="seed">
      <IconButton
        label={words('seed.random')}
        shortcut="randomSeed"
        disabled={form.watch('seed') === -1}
        onClick={actions.randomSeed}
      >
        <Dices />
      </IconButton>
      <IconButton
        label={last ? words('seed.reuseThis', { seed: String(last.seed) }) : words('seed.reuse')}
        shortcut="reuseSeed"
        disabled={actions.reuseSeed === null}
        onClick={() => actions.reuseSeed?.()}
      >
        <Recycle />
      </IconButton>
    </NumberControl>
  );
}
