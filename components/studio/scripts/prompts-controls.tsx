'use client';
import { FileUp } from 'lucide-react';
import { type ChangeEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { SERIES_LIMITS } from '@/lib/generation/series/limits';
import { Button } from '../../ui/button';
import { Select } from '../../ui/select';
import { Switch } from '../../ui/switch';
import { TextArea } from '../../ui/text-area';
import { toast } from '../../ui/toast';
import { type ScriptControlsProps, useScriptFields } from './use-script-fields';

const POSITIONS = ['start', 'end'] as const;

/** A request for each line of a text. */
export function PromptsControls({ errorOf }: ScriptControlsProps) {
  const words = useTranslations('scripts.prompts');
  const [fields, change] = useScriptFields('prompts');
  const input = useRef<HTMLInputElement>(null);
  const most = SERIES_LIMITS.characters;
  const load = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (!file) return;
    // A character has up to four bytes: what is larger need not be read.
    const text = file.size > most * 4 ? null : await file.text();
    target.value = '';
    if (text === null || text.length > most) void toast.error(words('fileTooLarge', { most }));
    else change({ lines: text.replace(/^\uFEFF/, '') });
  };
  return (
    <>
      <TextArea
        label={words('lines')}
        value={fields.lines}
        onChange={(event) => change({ lines: event.target.value })}
        placeholder={words('placeholder')}
        error={errorOf('lines')}
        className="max-h-64 min-h-20"
      />
      <input
        ref={input}
        type="file"
        accept=".txt,text/plain"
        aria-label={words('file')}
        tabIndex={-1}
        onChange={(event) => void load(event)}
        className="sr-only"
      />
      <Button look="outlined" className="self-start" onClick={() => input.current?.click()}>
        <FileUp />
        {words('file')}
      </Button>
      <Select
        label={words('position')}
        options={POSITIONS.map((value) => ({ value, label: words(value) }))}
        value={fields.position}
        onChange={(next) => change({ position: next as (typeof POSITIONS)[number] })}
        defaultValue="start"
      />
      <div>
        <Switch
          label={words('iterateSeed')}
          checked={fields.iterateSeed}
          onChange={(iterateSeed) => change({ iterateSeed })}
        />
        <Switch
          label={words('sameSeed')}
          checked={fields.sameSeed}
          onChange={(sameSeed) => change({ sameSeed })}
        />
        <Switch
          label={words('combined')}
          checked={fields.combined}
          onChange={(combined) => change({ combined })}
        />
      </div>
    </>
  );
}
