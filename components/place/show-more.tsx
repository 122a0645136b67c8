'use client';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';

interface ShowMoreProps {
  /** Of a list that is fetched page by page. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  /** “Show more” when it is left out. */
  label?: string;
}

/** Fetches the next page of the list above it, as long as there is one. */
export function ShowMore({ list, label }: ShowMoreProps) {
  const acts = useTranslations('acts');
  if (!list.hasNextPage) return null;
  return (
    <div className="mt-4 text-center">
      <Button look="outlined" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {list.isFetchingNextPage ? acts('loading') : (label ?? acts('showMore'))}
      </Button>
    </div>
  );
}
