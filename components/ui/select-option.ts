import type { ReactNode } from 'react';

/** One row of a select's list. */
export interface SelectOption {
  value: string;
  label: string;
  /** A fainter word at the end of the row. */
  note?: ReactNode;
  disabled?: boolean;
}
