'use client';
import { useTranslations } from 'use-intl';
import { Select } from '../../ui/select';
import { Switch } from '../../ui/switch';
import { MarginControl } from './margin-control';
import { type ScriptControlsProps, useScriptFields } from './use-script-fields';

const PROMPTS = ['positive', 'negative'] as const;
const DELIMITERS = ['comma', 'space'] as const;

/** Every combination of the parts of a prompt. */
export function MatrixControls({ errorOf }: ScriptControlsProps) {
  const words = useTranslations('scripts.matrix');
  const [fields, change] = useScriptFields('matrix');
  return (
    <>
      <p className="text-small text-muted">{words('hint')}</p>
      <div className="grid grid-cols-2 items-end gap-2">
        <Select
          label={words('promptType')}
          options={PROMPTS.map((value) => ({ value, label: words(value) }))}
          value={fields.promptType}
          onChange={(next) => change({ promptType: next as (typeof PROMPTS)[number] })}
          defaultValue="positive"
        />
        <Select
          label={words('delimiter')}
          options={DELIMITERS.map((value) => ({ value, label: words(value) }))}
          value={fields.delimiter}
          onChange={(next) => change({ delimiter: next as (typeof DELIMITERS)[number] })}
          defaultValue="comma"
        />
      </div>
      <div>
        <Switch
          label={words('putAtStart')}
          checked={fields.putAtStart}
          onChange={(putAtStart) => change({ putAtStart })}
        />
        <Switch
          label={words('differentSeeds')}
          checked={fields.differentSeeds}
          onChange={(differentSeeds) => change({ differentSeeds })}
        />
      </div>
      <MarginControl
        value={fields.margin}
        onChange={(margin) => change({ margin })}
        error={errorOf('margin')}
      />
    </>
  );
}
