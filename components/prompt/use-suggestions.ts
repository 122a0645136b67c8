'use client';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { caretPlace } from './caret-place';
import { replaceText } from './replace-text';
import { type Asked, askedBefore, type Suggestion, suggest, textOf } from './suggest';

interface Shown {
  asked: Asked;
  caret: number;
}

type Place = NonNullable<ReturnType<typeof caretPlace>>;

interface Fields {
  field: RefObject<HTMLTextAreaElement | null>;
  mirror: RefObject<HTMLDivElement | null>;
}

export interface SuggestionState {
  suggestions: Suggestion[];
  /** Pixels of the window that the list stands at. */
  place: Place | null;
  active: number;
  setActive: (active: number) => void;
  /** Looks what was written; called after each change by hand. */
  look: () => void;
  close: () => void;
  take: (suggestion: Suggestion) => void;
  /** Answers whether the key was meant for the list. */
  onKeyDown: (event: KeyboardEvent) => boolean;
}

/** Suggestions while a prompt is written. `onStyle` is told of a style that was taken: it leaves no text. */
export function useSuggestions(
  { field, mirror }: Fields,
  offered: readonly Suggestion[],
  onStyle: (name: string) => void,
): SuggestionState {
  const [shown, setShown] = useState<Shown | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [active, setActive] = useState(0);
  /** Of plain words Enter is a new line, unless the arrows were used. */
  const [wasMoved, setWasMoved] = useState(false);
  const suggestions = shown ? suggest(shown.asked, offered) : [];
  const close = () => setShown(null);

  const hasAny = suggestions.length > 0;
  // Asking where a letter stands has the whole prompt laid out: only when a list will stand there.
  useLayoutEffect(() => {
    setPlace(shown && hasAny && mirror.current ? caretPlace(mirror.current, shown.asked.start) : null);
  }, [shown, hasAny, mirror]);

  // A list that stood still while the page moved would belong to nothing.
  const isOpen = shown !== null;
  useEffect(() => {
    if (!isOpen) return;
    const away = () => setShown(null);
    window.addEventListener('scroll', away, { capture: true, passive: true });
    window.addEventListener('resize', away);
    return () => {
      window.removeEventListener('scroll', away, { capture: true });
      window.removeEventListener('resize', away);
    };
  }, [isOpen]);

  const look = () => {
    const { current: area } = field;
    if (!area || area.selectionStart !== area.selectionEnd) return close();
    const caret = area.selectionStart;
    const asked = askedBefore(area.value, caret);
    setShown(asked && { asked, caret });
    setActive(0);
    setWasMoved(false);
  };

  const take = (suggestion: Suggestion) => {
    const { current: area } = field;
    if (!area || !shown) return;
    const { value } = area;
    const { start } = shown.asked;
    const inserted = textOf(suggestion);
    const rest = value.slice(shown.caret).replace(shown.asked.isTag ? /^[^<>,\n]*>/ : '', '');
    replaceText(area, {
      text: value.slice(0, start) + inserted + rest,
      start: start + inserted.length,
      end: start + inserted.length,
    });
    if (suggestion.kind === 'style') onStyle(suggestion.name);
    close();
  };

  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!shown || suggestions.length === 0 || event.nativeEvent.isComposing) return false;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const chosen = suggestions[active];
    if (event.key === 'Escape') close();
    else if (!isPlain) {
      close();
      return false;
    } else if (move) {
      setActive((active + move + suggestions.length) % suggestions.length);
      setWasMoved(true);
    } else if (
      chosen &&
      (event.key === 'Tab' || (event.key === 'Enter' && (shown.asked.isTag || wasMoved)))
    ) {
      take(chosen);
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return { suggestions, place, active, setActive, look, close, take, onKeyDown };
}
