'use client';
import { Dices, Recycle } from 'lucide-react';
import { IconButton } from '../../ui/icon-button';
import { useStudio } from '../studio-context';
import { NumberControl } from './number-control';

export function SeedControl() {
  const { txt2img, stage, actions } = useStudio();
  const last = stage.selected;
  return (
    <NumberControl name="seed">
      <IconButton
        label="Random seed"
        shortcut="randomSeed"
        disabled={txt2img.form.watch('seed') === -1}
        onClick={actions.randomSeed}
      >
        <Dices />
      </IconButton>
      <IconButton
        label={last ? `Reuse seed ${last.seed}` : 'Reuse seed'}
        shortcut="reuseSeed"
        disabled={!last}
        onClick={actions.reuseSeed}
      >
        <Recycle />
      </IconButton>
    </NumberControl>
  );
}
