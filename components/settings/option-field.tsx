'use client';
import { RotateCcw } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Messages } from 'use-intl';
import { useTranslations } from 'use-intl';
import { controlOf, fitsControl, type OptionControl, type OptionValue } from '@/lib/options/offered-options';
import type { OfferedModels, OptionView } from '@/lib/options/offered-views';
import { FieldLabel, inputClass } from '../ui/field';
import { IconButton } from '../ui/icon-button';
import { NumberField } from '../ui/number-field';
import { Select } from '../ui/select';
import { Switch } from '../ui/switch';
import { PatternOption } from './pattern-option';
import { isChanged } from './use-settings';

interface OptionFieldProps {
  option: OptionView;
  models: OfferedModels;
  onChange: (option: OptionView, value: OptionValue) => void;
}

/** One setting: its control, a dot and a way back when it is changed. */
export function OptionField({ option, models, onChange }: OptionFieldProps) {
  const t = useTranslations('settings');
  const name = t(`options.${option.key}`);
  const changed = isChanged(option);
  return (
    <div className="relative min-w-0">
      <Control name={name} option={option} models={models} onChange={(value) => onChange(option, value)} />
      {changed && (
        <IconButton
          label={t('reset', { name })}
          onClick={() => onChange(option, option.usual)}
          className="absolute -top-1 right-0 size-6 [&_svg]:size-3.5"
        >
          <RotateCcw />
        </IconButton>
      )}
    </div>
  );
}

interface ControlProps {
  name: string;
  option: OptionView;
  models: OfferedModels;
  onChange: (value: OptionValue) => void;
}

function Control({ name, option, models, onChange }: ControlProps) {
  const { value, usual, key } = option;
  const control = controlOf(key);
  const nameOf = useValueNames();
  switch (control.kind) {
    case 'switch':
      return (
        <div className="flex items-center gap-2">
          <Switch label={name} checked={value === true} onChange={onChange} />
          {isChanged(option) && <ChangedDot />}
        </div>
      );
    case 'number':
      return <NumberOption name={name} option={option} control={control} onChange={onChange} />;
    case 'colour':
      return (
        <ColourOption name={name} value={String(value)} changed={isChanged(option)} onChange={onChange} />
      );
    case 'pattern':
      return (
        <PatternOption
          name={name}
          otherwise={control.otherwise}
          value={String(value)}
          isChanged={isChanged(option)}
          onChange={onChange}
        />
      );
    default: {
      const values =
        control.kind === 'choice' ? [...control.values] : [...control.first, ...models[control.of]];
      // What was chosen may be gone meanwhile: it still says so.
      if (!values.includes(String(value))) values.push(String(value));
      return (
        <Select
          label={name}
          value={String(value)}
          defaultValue={String(usual)}
          onChange={onChange}
          options={values.map((each) => ({ value: each, label: nameOf(key, each) }))}
        />
      );
    }
  }
}

/** Choices that are words are told in the reader's language, names as they are. */
function useValueNames() {
  const t = useTranslations('settings.values');
  const tabs = useTranslations('frame.tabs');
  return (key: string, value: string): string => {
    if (key === 'atelier_start_page') return tabs(value as keyof Messages['frame']['tabs']);
    const word = value as keyof Messages['settings']['values'];
    return t.has(word) ? t(word) : value;
  };
}

function ChangedDot() {
  const t = useTranslations('settings');
  return (
    <span className="size-1.5 rounded-full bg-accent">
      <span className="sr-only">{t('changed')}</span>
    </span>
  );
}

const PAUSE_MS = 500;

interface NumberOptionProps {
  name: string;
  option: OptionView;
  control: Extract<OptionControl, { kind: 'number' }>;
  onChange: (value: OptionValue) => void;
}

/** Saved when typing or dragging pauses; what is out of range is not, and says so. */
function NumberOption({ name, option, control, onChange }: NumberOptionProps) {
  const t = useTranslations('settings');
  const [draft, setDraft] = useState<number | null>(null);
  const save = useRef(onChange);
  useEffect(() => {
    save.current = onChange;
  });
  const isBad = draft !== null && !fitsControl(control, draft);
  const shown = useRef(option.value);
  const [changedElsewhere, setChangedElsewhere] = useState(0);
  useEffect(() => {
    if (option.value === shown.current) return;
    // What was typed here stands in the field until it is left: a value from elsewhere needs a new one.
    shown.current = option.value;
    setDraft(null);
    setChangedElsewhere((times) => times + 1);
  }, [option.value]);
  useEffect(() => {
    if (draft === null || isBad) return;
    const timer = setTimeout(() => {
      shown.current = draft;
      save.current(draft);
      setDraft(null);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, isBad]);
  const { min, max, step } = control;
  return (
    <NumberField
      key={changedElsewhere}
      label={name}
      value={draft ?? Number(option.value)}
      defaultValue={Number(option.usual)}
      min={min}
      max={max}
      step={step}
      scale={max <= 100}
      error={isBad ? t('range', { min: String(min), max: String(max) }) : undefined}
      onChange={setDraft}
    />
  );
}

interface ColourOptionProps {
  name: string;
  value: string;
  changed: boolean;
  onChange: (value: string) => void;
}

function ColourOption({ name, value, changed, onChange }: ColourOptionProps) {
  const id = useId();
  return (
    <div>
      <FieldLabel htmlFor={id} changed={changed}>
        {name}
      </FieldLabel>
      <input
        id={id}
        type="color"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={`${inputClass} control-height w-full p-1`}
      />
    </div>
  );
}
