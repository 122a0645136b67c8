'use client';
import { PencilLine } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { StudioError } from '@/components/studio/data/studio-fetch';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { TextArea } from '@/components/ui/text-area';

interface EditableTextProps {
  label: string;
  /** As it is now; it may change while somebody types. */
  value: string;
  version: number;
  editable: boolean;
  /** Lines: Enter is one of them, and Ctrl Enter saves. */
  long?: boolean;
  hint?: string;
  /** What stands there while nobody edits; null: nothing is said. */
  children: ReactNode;
  onSave: (text: string, version: number) => Promise<unknown>;
}

/** Something that is said of a model, changed where it stands. What somebody else wrote meanwhile is never lost. */
export function EditableText({ editable, children, ...field }: EditableTextProps) {
  const t = useTranslations('models');
  const [editing, setEditing] = useState(false);
  if (!editable && children === null) return null;
  return (
    <section aria-label={field.label} className="grid gap-1">
      {editing ? (
        <Editor {...field} onDone={() => setEditing(false)} />
      ) : (
        <>
          <div className="flex h-6 items-center justify-between">
            <h3 className="text-small text-faint">{field.label}</h3>
            {editable && children !== null && (
              <IconButton
                label={t('details.edit', { field: field.label.toLowerCase() })}
                onClick={() => setEditing(true)}
                className="-mr-2 size-7 text-faint"
              >
                <PencilLine />
              </IconButton>
            )}
          </div>
          {children ?? (
            <button
              type="button"
              onClick={() => setEditing(true)}
              className="control-height rounded-control border border-dashed border-line-strong px-2 text-left text-muted transition-colors quick hover:bg-hover hover:text-text"
            >
              {t('details.add', { field: field.label.toLowerCase() })}
            </button>
          )}
        </>
      )}
    </section>
  );
}

type EditorProps = Omit<EditableTextProps, 'editable' | 'children'> & { onDone: () => void };

function Editor({ label, value, version, long = false, hint, onSave, onDone }: EditorProps) {
  const acts = useTranslations('acts');
  const [text, setText] = useState(value);
  // What the text was when somebody began to type: they change that, not what came since.
  const [base, setBase] = useState({ value, version });
  const [problem, setProblem] = useState<StudioError | null>(null);
  const [saving, setSaving] = useState(false);
  const conflict = problem?.code === 'changed_meanwhile';
  // Another part of the model may have been changed meanwhile: that is no conflict.
  const on = value === base.value ? version : base.version;

  const save = async (version: number) => {
    if (text === base.value && !conflict) return onDone();
    setSaving(true);
    try {
      await onSave(text.trim(), version);
      onDone();
    } catch (error) {
      setProblem(error as StudioError);
    }
    setSaving(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onDone();
    }
    if (event.key !== 'Enter' || (long && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    void save(on);
  };
  return (
    <div className="grid gap-2">
      <TextArea
        label={label}
        autoFocus
        onFocus={({ target }) => target.setSelectionRange(text.length, text.length)}
        value={text}
        rows={long ? 4 : 1}
        className={long ? 'max-h-80 min-h-24' : 'max-h-40'}
        error={conflict ? undefined : problem?.message}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      {hint && <p className="text-small text-faint">{hint}</p>}
      {conflict ? (
        <Conflict
          theirs={value}
          onKeepMine={() => void save(version)}
          onTakeTheirs={() => {
            setText(value);
            setBase({ value, version });
            setProblem(null);
          }}
        />
      ) : (
        <div className="flex gap-1">
          <Button look="accent" disabled={saving} onClick={() => void save(on)}>
            {acts('save')}
          </Button>
          <Button onClick={onDone}>{acts('cancel')}</Button>
        </div>
      )}
    </div>
  );
}

interface ConflictProps {
  theirs: string;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

function Conflict({ theirs, onKeepMine, onTakeTheirs }: ConflictProps) {
  const t = useTranslations('models');
  return (
    <div role="alert" className="appear grid gap-2 rounded-control bg-danger-soft p-3">
      <p className="text-danger">{t('details.conflict')}</p>
      <p className="max-h-40 overflow-y-auto whitespace-pre-wrap">
        {theirs === '' ? t('details.nothing') : theirs}
      </p>
      <div className="flex flex-wrap gap-1">
        <Button look="outlined" onClick={onKeepMine}>
          {t('details.keepMine')}
        </Button>
        <Button onClick={onTakeTheirs}>{t('details.takeTheirs')}</Button>
      </div>
    </div>
  );
}
