import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { classNames } from './class-names';

const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-control font-medium ' +
    'transition-colors quick select-none disabled:pointer-events-none disabled:opacity-45 ' +
    'aria-disabled:pointer-events-none aria-disabled:opacity-45 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        accent: 'bg-accent text-on-accent hover:bg-accent-hover',
        quiet:
          'text-muted hover:bg-hover hover:text-text data-[state=open]:bg-hover data-[state=open]:text-text',
        outlined: 'border border-line-strong text-text hover:bg-hover',
        danger: 'text-danger hover:bg-danger-soft',
      },
      size: {
        normal: 'control-height px-3 text-body',
        large: 'h-10 px-4 text-large font-semibold',
        icon: 'control-height w-(--control-height)',
      },
    },
    defaultVariants: { look: 'quiet', size: 'normal' },
  },
);

export type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonStyle>;

export function Button({ look, size, className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={classNames(buttonStyle({ look, size }), className)} {...rest} />;
}

/** The look of a button for a link. */
export function buttonClass(look: ButtonProps['look'], size?: ButtonProps['size']): string {
  return buttonStyle({ look, size });
}
