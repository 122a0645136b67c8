'use client';
import { type KeyboardEvent, type ReactNode, type Ref, useId, useState } from 'react';
import { classNames } from './class-names';
import { FieldError, FieldLabel, inputClass, useChangedDescription } from './field';
import { useDragToChange } from './use-drag-to-change';

export interface NumberFieldProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  onBlur?: () => void;
  inputRef?: Ref<HTMLInputElement>;
  min: number;
  max: number;
  step: number;
  /** Double click on the label goes back to it. */
  defaultValue: number;
  error?: string;
  /** A bar under the number shows where it stands between min and max. */
  scale?: boolean;
  /** Stands inside the field, at its end. */
  children?: ReactNode;
  className?: string;
}

/**
 * A number edited by typing, by dragging its label, and by arrow keys (Shift: ten steps).
 * What is typed stays as typed, also when it is out of range: then the error says so.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, onBlur, min, max, step, defaultValue, error, scale = true } = props;
  const id = useId();
  const changedDescription = useChangedDescription(value !== defaultValue);
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? (Number.isNaN(value) ? '' : String(value));

  const change = (next: number) => {
    setDraft(null);
    onChange(clampToStep(next, min, max, step));
  };
  const drag = useDragToChange({ value, step, onChange: change, onReset: () => change(defaultValue) });

  const type = (text: string) => {
    setDraft(text);
    onChange(text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    const from = Number.isFinite(value) ? value : defaultValue;
    change(from + direction * step * (event.shiftKey ? 10 : 1));
  };

  return (
    <div className={props.className}>
      <FieldLabel
        htmlFor={id}
        changed={value !== defaultValue}
        className="cursor-ew-resize touch-none"
        {...drag}
      >
        {label}
      </FieldLabel>
      <div className="group relative">
        <input
          ref={props.inputRef}
          id={id}
          role="spinbutton"
          inputMode={step < 1 ? 'decimal' : 'numeric'}
          autoComplete="off"
          value={shown}
          aria-valuenow={Number.isFinite(value) ? value : undefined}
          aria-valuemin={min}
          aria-valuemax={max}
          aria-description={changedDescription}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          onFocus={(event) => event.target.select()}
          onBlur={() => {
            if (Number.isFinite(value)) setDraft(null);
            onBlur?.();
          }}
          className={classNames(
            inputClass,
            'control-height w-full min-w-0 px-2',
            props.children !== undefined && 'pr-16',
          )}
        />
        {scale && <Scale part={partOf(value, min, max)} />}
        {props.children && (
          <div className="absolute inset-y-0 right-0 flex items-center">{props.children}</div>
        )}
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

function Scale({ part }: { part: number }) {
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 overflow-hidden rounded-control">
      <div
        className="absolute bottom-0 left-0 h-0.5 bg-line-strong transition-colors quick group-focus-within:bg-accent group-hover:bg-accent"
        style={{ width: `${part * 100}%` }}
      />
    </div>
  );
}

function partOf(value: number, min: number, max: number): number {
  if (!Number.isFinite(value)) return 0;
  return Math.min(1, Math.max(0, (value - min) / (max - min)));
}

function clampToStep(value: number, min: number, max: number, step: number): number {
  const decimals = step < 1 ? 2 : 0;
  return Number(Math.min(max, Math.max(min, Math.round(value / step) * step)).toFixed(decimals));
}
