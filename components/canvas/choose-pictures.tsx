'use client';
import { type ReactNode, useRef } from 'react';
import { Button, type ButtonProps } from '../ui/button';

interface ChoosePicturesProps extends Pick<ButtonProps, 'look' | 'size' | 'className' | 'aria-label'> {
  onFiles: (files: File[]) => void;
  several?: boolean;
  children: ReactNode;
}

/** A button that asks the browser for files. */
export function ChoosePictures({ onFiles, several, children, ...look }: ChoosePicturesProps) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={chooser}
        type="file"
        accept="image/*"
        multiple={several}
        tabIndex={-1}
        aria-hidden
        className="hidden"
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          if (files.length > 0) onFiles(files);
          target.value = '';
        }}
      />
      <Button {...look} onClick={() => chooser.current?.click()}>
        {children}
      </Button>
    </>
  );
}
