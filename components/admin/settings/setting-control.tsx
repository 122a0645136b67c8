'use client';
import type { Plain } from '@/lib/audit/canonical-json';
import { GB } from '@/lib/files/format-bytes';
import { classNames } from '../../ui/class-names';
import { Select } from '../../ui/select';
import { Switch } from '../../ui/switch';
import { TextArea } from '../../ui/text-area';
import { TextField } from '../../ui/text-field';
import type { SettingWords } from './setting-words';

interface SettingControlProps {
  control: SettingWords['control'];
  value: Plain;
  onChange: (value: Plain) => void;
}

export function SettingControl({ control, value, onChange }: SettingControlProps) {
  switch (control.kind) {
    case 'choice':
      return (
        <Select
          label={control.label}
          value={String(value)}
          onChange={(chosen) =>
            onChange(chosen === 'null' ? null : /^(true|false)$/.test(chosen) ? chosen === 'true' : chosen)
          }
          options={control.options}
        />
      );
    case 'many':
      return <Chips options={control.options} chosen={value as string[]} onChange={onChange} />;
    case 'gigabytes':
      return (
        <div>
          {control.none !== null && (
            <Switch
              label={control.none}
              checked={value === null}
              onChange={(none) => onChange(none ? null : 50 * GB)}
            />
          )}
          {value !== null && (
            <TextField
              compact
              label="GB"
              type="number"
              min={0}
              step="any"
              value={Number(value) / GB}
              onChange={(event) => onChange(Math.max(0, Math.round(Number(event.target.value) * GB)))}
            />
          )}
        </div>
      );
    case 'lines':
      return (
        <TextArea
          label={control.label}
          rows={3}
          placeholder={control.placeholder}
          value={(value as string[]).join('\n')}
          onChange={(event) => onChange(event.target.value.split('\n').flatMap((line) => line.trim() || []))}
        />
      );
  }
}

interface ChipsProps {
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Any number of words, switched on and off. */
function Chips({ options, chosen, onChange }: ChipsProps) {
  return (
    <div className="flex flex-wrap gap-2">
      {options.map(({ value, label }) => {
        const on = chosen.includes(value);
        return (
          <button
            key={value}
            type="button"
            aria-pressed={on}
            onClick={() => onChange(on ? chosen.filter((other) => other !== value) : [...chosen, value])}
            className={classNames(
              'control-height rounded-full border px-3 transition-colors quick',
              on
                ? 'border-accent bg-accent-soft text-accent-text'
                : 'border-line-strong text-muted hover:text-text',
            )}
          >
            {label}
          </button>
        );
      })}
    </div>
  );
}
