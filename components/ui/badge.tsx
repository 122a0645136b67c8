import { cva, type VariantProps } from 'class-variance-authority';
import type { ReactNode } from 'react';

const badgeStyle = cva('inline-flex h-5 items-center rounded-full px-2 text-small whitespace-nowrap', {
  variants: {
    look: {
      plain: 'bg-hover text-muted',
      accent: 'bg-accent-soft text-accent-text',
      danger: 'bg-danger-soft text-danger',
    },
  },
  defaultVariants: { look: 'plain' },
});

/** One word about a row. */
export function Badge({ look, children }: VariantProps<typeof badgeStyle> & { children: ReactNode }) {
  return <span className={badgeStyle({ look })}>{children}</span>;
}
