'use client';
import { Star } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';

interface StarsProps {
  /** What is rated, for screen readers. */
  label: string;
  rating: number;
  /** The same star again takes the rating away. */
  onRate: (rating: number) => void;
  className?: string;
}

/** One to five stars to choose from. */
export function Stars({ label, rating, onRate, className }: StarsProps) {
  const t = useTranslations('gallery');
  return (
    <fieldset aria-label={label} className={classNames('flex', className)}>
      {[1, 2, 3, 4, 5].map((stars) => (
        <button
          key={stars}
          type="button"
          aria-label={t('starCount', { count: stars })}
          aria-pressed={rating === stars}
          title={`${stars}`}
          onClick={() => onRate(rating === stars ? 0 : stars)}
          className={classNames(
            'grid size-7 place-items-center rounded-small transition-colors quick hover:text-accent-text pointer-coarse:size-10',
            stars <= rating ? 'text-accent-text' : 'text-faint',
          )}
        >
          <Star aria-hidden className={classNames('size-4', stars <= rating && 'fill-current')} />
        </button>
      ))}
    </fieldset>
  );
}
