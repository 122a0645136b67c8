'use client';
import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from '../../ui/class-names';
import { inputClass } from '../../ui/field';
import { useFacets } from '../data/use-facets';

interface TagEditorProps {
  tags: readonly string[];
  readOnly: boolean;
  onAdd: (tag: string) => void;
  onRemove: (tag: string) => void;
}

/** The tags of a picture; Enter or a comma adds what is typed, Backspace in the empty field takes the last one away. */
export function TagEditor({ tags, readOnly, onAdd, onRemove }: TagEditorProps) {
  const t = useTranslations('gallery');
  const id = useId();
  const { data: facets } = useFacets();
  const [text, setText] = useState('');
  const add = () => {
    const tag = text.trim().replace(/\s+/g, ' ').toLowerCase();
    if (tag !== '' && !tags.includes(tag)) onAdd(tag);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = tags.at(-1);
    if (event.key === 'Enter' || event.key === ',') add();
    else if (event.key === 'Backspace' && text === '' && last !== undefined) onRemove(last);
    else return;
    event.preventDefault();
  };
  return (
    <div className="flex flex-wrap items-center gap-1">
      {tags.map((tag) => (
        <span
          key={tag}
          className="flex h-6 max-w-full items-center gap-1 rounded-full bg-hover pr-1 pl-2.5 text-small"
        >
          <span className="truncate">{tag}</span>
          {!readOnly && (
            <button
              type="button"
              aria-label={t('tags.remove', { tag })}
              onClick={() => onRemove(tag)}
              className="grid size-4 place-items-center rounded-full text-muted hover:text-text"
            >
              <X aria-hidden className="size-3" />
            </button>
          )}
        </span>
      ))}
      {!readOnly && (
        <>
          <input
            aria-label={t('tags.add')}
            placeholder={t('tags.add')}
            list={id}
            maxLength={100}
            value={text}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={onKeyDown}
            onBlur={add}
            className={classNames(inputClass, 'h-7 min-w-24 flex-1 px-2 pointer-coarse:h-10')}
          />
          <datalist id={id}>
            {facets?.tags
              .filter(({ name }) => !tags.includes(name))
              .map(({ name }) => (
                <option key={name} value={name} />
              ))}
          </datalist>
        </>
      )}
    </div>
  );
}
