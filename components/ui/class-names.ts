import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: {
    theme: { text: ['small', 'body', 'large', 'title', 'input'], radius: ['small', 'control', 'card'] },
  },
});

/** Joins class names; a later Tailwind class replaces an earlier one of the same property. */
export function classNames(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
