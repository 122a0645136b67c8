'use client';
import { useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';
import type { Suggestion } from './suggest';
import type { SuggestionState } from './use-suggestions';

export const optionId = (listId: string, place: number) => `${listId}-${place}`;

const GAP = 4;

/** What may be meant, at the caret; above it where there is no room below. */
export function SuggestionList({ id, state }: { id: string; state: SuggestionState }) {
  const words = useTranslations('prompt');
  const list = useRef<HTMLDivElement>(null);
  const { suggestions, place, active } = state;
  useLayoutEffect(() => {
    const { current: box } = list;
    if (!box || !place) return;
    const { width, height } = box.getBoundingClientRect();
    const isRoomBelow = place.bottom + GAP + height <= window.innerHeight;
    box.style.left = `${Math.max(GAP, Math.min(place.left, window.innerWidth - width - GAP))}px`;
    box.style.top = `${isRoomBelow ? place.bottom + GAP : Math.max(GAP, place.top - GAP - height)}px`;
  });
  if (!place || suggestions.length === 0) return null;
  return createPortal(
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={words('suggestions')}
      className="appear fixed z-50 w-72 max-w-[calc(100vw-8px)] rounded-control bg-popover p-1 shadow-popover"
    >
      {suggestions.map((suggestion, k) => (
        <Option
          key={`${suggestion.kind} ${suggestion.name}`}
          id={optionId(id, k)}
          suggestion={suggestion}
          active={k === active}
          onPoint={() => state.setActive(k)}
          onTake={() => state.take(suggestion)}
        />
      ))}
    </div>,
    // Inside of a landmark, as all that can be read is.
    document.querySelector('main') ?? document.body,
  );
}

interface OptionProps {
  id: string;
  suggestion: Suggestion;
  active: boolean;
  onPoint: () => void;
  onTake: () => void;
}

function Option({ id, suggestion, active, onPoint, onTake }: OptionProps) {
  const words = useTranslations('prompt');
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the prompt keeps the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the prompt has the keys
    <div
      role="option"
      id={id}
      aria-selected={active}
      // The prompt keeps the focus, and the caret its place.
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={onPoint}
      onClick={onTake}
      className={classNames(
        'control-height flex items-center gap-2 rounded-small px-2',
        active && 'bg-hover',
      )}
    >
      <span className="truncate">{suggestion.name}</span>
      <span className="ml-auto shrink-0 text-small text-muted">{words(`kinds.${suggestion.kind}`)}</span>
    </div>
  );
}
