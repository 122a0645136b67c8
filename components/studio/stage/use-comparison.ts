'use client';
import { useState } from 'react';
import type { StudioPicture } from '../data/studio-picture';

export interface Comparison {
  /** The first of two pictures, while the second is being chosen. */
  first: StudioPicture | null;
  pair: readonly [StudioPicture, StudioPicture] | null;
  begin: (picture: StudioPicture) => void;
  /** Whether the picture became the second of two; otherwise nobody compares. */
  take: (picture: StudioPicture) => boolean;
  /** Both at once. */
  compare: (first: StudioPicture, second: StudioPicture) => void;
  end: () => void;
}

/** Two pictures that are looked at together: the first is named, then the second is chosen where pictures are. */
export function useComparison(): Comparison {
  const [first, setFirst] = useState<StudioPicture | null>(null);
  const [pair, setPair] = useState<Comparison['pair']>(null);
  const compare = (one: StudioPicture, other: StudioPicture) => {
    setFirst(null);
    setPair([one, other]);
  };
  return {
    first,
    pair,
    begin: setFirst,
    take: (picture) => {
      if (first === null || picture.id === first.id) return false;
      compare(first, picture);
      return true;
    },
    compare,
    end: () => {
      setFirst(null);
      setPair(null);
    },
  };
}
