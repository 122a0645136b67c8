'use client';
import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';
import { inputClass } from '../ui/field';

interface FileNameProps {
  name: string;
  renaming: boolean;
  /** Why the name could not be used. */
  error: string | null;
  onRename: (name: string) => void;
  onCancel: () => void;
  className?: string;
}

/** A name, or the field in which it is changed: what stands before the extension is marked. */
export function FileName({ name, renaming, error, onRename, onCancel, className }: FileNameProps) {
  if (!renaming)
    return (
      <span title={name} className={classNames('truncate', className)}>
        {name}
      </span>
    );
  return <NameField {...{ name, error, onRename, onCancel }} />;
}

function NameField({ name, error, onRename, onCancel }: Omit<FileNameProps, 'renaming' | 'className'>) {
  const t = useTranslations('files');
  const [value, setValue] = useState(name);
  const finish = () => (value.trim() === '' || value === name ? onCancel() : onRename(value));
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter') finish();
    if (event.key === 'Escape') onCancel();
  };
  return (
    <span className="relative min-w-0 flex-1">
      <input
        // biome-ignore lint/a11y/noAutofocus: renaming was asked for just now
        autoFocus
        aria-label={t('newName', { name })}
        aria-invalid={error ? true : undefined}
        value={value}
        spellCheck={false}
        onFocus={({ target }) => {
          const dot = name.lastIndexOf('.');
          target.setSelectionRange(0, dot > 0 ? dot : name.length);
        }}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => (error ? onCancel() : finish())}
        onClick={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
        className={classNames(inputClass, 'h-7 w-full min-w-0 border-accent px-1.5')}
      />
      {error && (
        <span
          role="alert"
          className="appear absolute top-full left-0 z-30 mt-1 w-max max-w-80 rounded-control bg-popover px-2 py-1 text-small whitespace-normal text-danger shadow-popover"
        >
          {error}
        </span>
      )}
    </span>
  );
}
