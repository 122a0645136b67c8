'use client';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useDeferredValue,
  useId,
  useRef,
  useState,
} from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';
import { FieldError, FieldLabel } from '../ui/field';
import { changeWeight } from './change-weight';
import { Mirror } from './mirror';
import { replaceText } from './replace-text';
import type { Suggestion } from './suggest';
import { optionId, SuggestionList } from './suggestion-list';
import { useSuggestions } from './use-suggestions';

interface PromptEditorProps {
  label: string;
  /** The name is read aloud but not drawn; the placeholder shows it. */
  labelHidden?: boolean;
  name: string;
  value: string;
  onChange: (text: string) => void;
  onBlur?: () => void;
  inputRef?: Ref<HTMLTextAreaElement>;
  placeholder?: string;
  error?: string;
  /** Stand at the end of the label's line. */
  note?: ReactNode;
  /** What is offered while it is written. */
  offered: readonly Suggestion[];
  /** A style was taken from the list. */
  onStyle: (name: string) => void;
  /** Of the box: its least and its most height. */
  className?: string;
}

/** A field for a prompt of any kind: its grammar is coloured, Ctrl ↑ and ↓ weigh words, and it knows what can be called for. */
export function PromptEditor(props: PromptEditorProps) {
  const { label, name, value, error, placeholder } = props;
  const words = useTranslations('prompt');
  const id = useId();
  const field = useRef<HTMLTextAreaElement | null>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const suggestions = useSuggestions({ field, mirror }, props.offered, props.onStyle);
  const [focused, setFocused] = useState(false);
  // The prompt stands twice in the page: only the one that is written in has to keep up with the keys.
  const settled = useDeferredValue(value);
  const listId = `${id}-suggestions`;
  const isOpen = suggestions.suggestions.length > 0;

  const weigh = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const by = { ArrowUp: 1 as const, ArrowDown: -1 as const }[event.key];
    if (!by || !(event.ctrlKey || event.metaKey) || event.altKey || event.nativeEvent.isComposing) return;
    const { value: text, selectionStart: start, selectionEnd: end } = event.currentTarget;
    event.preventDefault();
    const changed = changeWeight({ text, start, end }, by);
    if (changed) replaceText(event.currentTarget, changed);
    suggestions.close();
  };

  return (
    <div>
      <div className={props.labelHidden ? 'sr-only' : 'flex items-center justify-between gap-2'}>
        <FieldLabel htmlFor={id}>{label}</FieldLabel>
        {props.note}
      </div>
      <div
        className={classNames(
          'overflow-y-auto rounded-control border border-transparent bg-raised text-input transition-colors quick hover:border-line-strong focus-within:border-accent has-aria-invalid:border-danger',
          props.className,
        )}
      >
        <div className="relative min-h-[inherit]">
          <Mirror ref={mirror} text={focused ? value : settled} />
          <textarea
            ref={(element) => {
              field.current = element;
              if (typeof props.inputRef === 'function') props.inputRef(element);
            }}
            id={id}
            name={name}
            value={value}
            placeholder={placeholder}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={isOpen ? listId : undefined}
            aria-activedescendant={isOpen ? optionId(listId, suggestions.active) : undefined}
            onChange={(event) => {
              props.onChange(event.target.value);
              // What is still being composed is no word yet; what a key or a list put there was looked at already.
              if (isTyped(event.nativeEvent)) suggestions.look();
              else suggestions.close();
            }}
            onKeyDown={(event) => suggestions.onKeyDown(event) || weigh(event)}
            onFocus={() => setFocused(true)}
            onBlur={() => {
              setFocused(false);
              suggestions.close();
              props.onBlur?.();
            }}
            onPointerDown={suggestions.close}
            className="absolute inset-0 block size-full resize-none overflow-hidden bg-transparent px-2 py-1.5 break-words whitespace-pre-wrap text-text caret-text outline-none [-webkit-text-fill-color:transparent] placeholder:[-webkit-text-fill-color:var(--faint)]"
          />
        </div>
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
      <p role="status" className="sr-only">
        {isOpen && words('offered', { count: suggestions.suggestions.length })}
      </p>
      <SuggestionList id={listId} state={suggestions} />
    </div>
  );
}

const isTyped = (event: Event) =>
  event instanceof InputEvent &&
  !event.isComposing &&
  ['insertText', 'insertCompositionText', 'deleteContentBackward'].includes(event.inputType);
