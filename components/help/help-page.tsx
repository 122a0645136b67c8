'use client';
import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { HelpBook, HelpTopicId } from '@/lib/help/help-topic';
import { PlaceHead } from '../place/place-head';
import { keysOf } from '../shortcuts/shortcuts';
import { Keys } from '../ui/keys';
import { SearchField } from '../ui/search-field';
import { AnswerText } from './answer-text';
import { searchTopics } from './search-topics';

/** Questions and their answers. `/help#slow` opens that one. */
export function HelpPage({ book }: { book: HelpBook }) {
  const t = useTranslations('help');
  const [words, setWords] = useState('');
  const named = useNamedTopic();
  const topics = searchTopics(book, words);
  return (
    <main className="min-h-0 flex-1 overflow-y-auto bg-stage">
      <div className="mx-auto max-w-200 px-4 py-6 wide:px-6 wide:py-12">
        <PlaceHead
          title={t('title')}
          note={
            <>
              {t('note')} <Keys keys={keysOf('showShortcuts')} className="align-text-bottom" />
            </>
          }
        >
          <SearchField label={t('search')} onSearch={setWords} />
        </PlaceHead>
        <p role="status" className="sr-only">
          {words && t('found', { count: topics.length })}
        </p>
        {topics.map((id) => (
          <Topic key={id} id={id} book={book} isOpen={id === named || (words !== '' && topics.length <= 3)} />
        ))}
        {topics.length === 0 && (
          <p className="rounded-card bg-panel px-6 py-12 text-center text-muted">{t('none')}</p>
        )}
      </div>
    </main>
  );
}

/** The topic that the address names behind `#`. */
function useNamedTopic(): string | null {
  const [named, setNamed] = useState<string | null>(null);
  useEffect(() => {
    const read = () => setNamed(window.location.hash.slice(1) || null);
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  useEffect(() => {
    if (named) document.getElementById(named)?.scrollIntoView({ block: 'start' });
  }, [named]);
  return named;
}

function Topic({ id, book, isOpen }: { id: HelpTopicId; book: HelpBook; isOpen: boolean }) {
  const [open, setOpen] = useState(isOpen);
  useEffect(() => setOpen(isOpen), [isOpen]);
  const { question, answer } = book[id];
  return (
    <details
      id={id}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group mt-2 scroll-mt-4 rounded-card bg-panel first:mt-0"
    >
      <summary className="flex cursor-pointer list-none items-center justify-between gap-4 rounded-card px-4 py-3 transition-colors quick hover:bg-hover wide:px-6 [&::-webkit-details-marker]:hidden">
        <h2 className="font-medium">{question}</h2>
        <ChevronDown
          aria-hidden
          className="size-4 shrink-0 text-faint transition-transform quick group-open:rotate-180"
        />
      </summary>
      <div className="px-4 pt-1 pb-4 wide:px-6">
        {answer.map((text) => (
          <AnswerText key={text} text={text} />
        ))}
      </div>
    </details>
  );
}
