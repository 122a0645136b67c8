import type { ComponentProps, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from './class-names';

/** What a screen reader says of a field whose value is not the default; the eye sees a dot. */
export function useChangedDescription(changed: boolean): string | undefined {
  const t = useTranslations('ui');
  return changed ? t('changed') : undefined;
}

interface FieldLabelProps extends ComponentProps<'label'> {
  changed?: boolean;
}

export function FieldLabel({ changed = false, className, children, ...rest }: FieldLabelProps) {
  const t = useTranslations('ui');
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: every caller passes htmlFor
    <label
      className={classNames('flex h-5 items-center gap-2 text-small text-muted select-none', className)}
      {...rest}
    >
      {children}
      {changed && <span aria-hidden title={t('changedTitle')} className="size-1.5 rounded-full bg-accent" />}
    </label>
  );
}

/** What is wrong with a field and what to do, under the field. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <p id={id} role="alert" className="appear mt-1 text-small text-danger">
      {children}
    </p>
  );
}

export const inputClass =
  'rounded-control border border-transparent bg-raised text-input text-text outline-none transition-colors quick ' +
  'hover:border-line-strong focus:border-accent aria-invalid:border-danger';
