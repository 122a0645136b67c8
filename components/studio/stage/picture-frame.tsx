import type { CSSProperties, ReactNode } from 'react';
import { classNames } from '../../ui/class-names';

interface PictureFrameProps {
  width: number;
  height: number;
  children?: ReactNode;
  className?: string;
}

/** A box of the picture's proportions that fits its surroundings, so that nothing moves when the picture comes. */
export function PictureFrame({ width, height, className, children }: PictureFrameProps) {
  const size = { '--picture-width': width, '--picture-height': height } as CSSProperties;
  return (
    <div className="grid size-full place-items-center" style={{ containerType: 'size' }}>
      <div
        style={size}
        className={classNames(
          'fit-picture relative overflow-hidden rounded-small bg-panel shadow-picture',
          className,
        )}
      >
        {children}
      </div>
    </div>
  );
}
