'use client';
import { useTranslations } from 'use-intl';
import { type Axis, offeredAxes } from '@/lib/generation/series/axes';
import type { AxisFields, AxisName } from '@/lib/generation/series/script-fields';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import { usePromptNames, useStyles } from '../data/queries';
import { useStudio } from '../studio-context';
import { axisWord, exampleFor } from './axis-words';
import { ValueChips } from './value-chips';

interface AxisControlsProps {
  name: AxisName;
  fields: AxisFields;
  onChange: (fields: AxisFields) => void;
  error: string | undefined;
}

/** What changes along an axis, and its values. */
export function AxisControls({ name, fields, onChange, error }: AxisControlsProps) {
  const { kind } = useStudio();
  const words = useTranslations('scripts');
  const axes = offeredAxes(kind);
  const axis = axes.find(({ label }) => label === fields.type) ?? axes[0]!;
  const letter = name.toUpperCase();
  const choices = useChoices(axis);
  const isNothing = axis.type === 'nothing';
  return (
    <div className="flex flex-col gap-2">
      <div className={isNothing ? '' : 'grid grid-cols-2 gap-2'}>
        <Select
          label={words('xyz.type', { axis: letter })}
          options={axes.map(({ label }) => ({ value: label, label: axisWord(label, words) }))}
          value={axis.label}
          // Values of one axis mean nothing to another.
          onChange={(type) => onChange({ type, values: '' })}
        />
        {!isNothing && (
          <TextField
            label={words('xyz.values', { axis: letter })}
            value={fields.values}
            onChange={(event) => onChange({ ...fields, values: event.target.value })}
            placeholder={choices ? undefined : exampleFor(axis, words)}
            error={error}
            autoComplete="off"
            spellCheck={false}
            compact
          />
        )}
      </div>
      {choices && (
        <ValueChips
          label={words('xyz.pick', { axis: letter })}
          choices={choices}
          values={fields.values}
          onChange={(values) => onChange({ ...fields, values })}
        />
      )}
    </div>
  );
}

/** Values on offer for an axis; null: they are typed. */
function useChoices({ choices, catalogue }: Axis): readonly string[] | null {
  const { checkpoints } = useStudio();
  const names = usePromptNames();
  const styles = useStyles();
  if (!choices && !catalogue) return null;
  const found = {
    checkpoints: () => checkpoints.filter(({ problem }) => problem === null).map(({ name }) => name),
    vaes: () => names?.vaes ?? [],
    styles: () => (styles ?? []).map(({ name }) => name),
  };
  return [...(choices ?? []), ...(catalogue ? found[catalogue]() : [])];
}
