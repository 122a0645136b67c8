'use client';
import { CircleHelp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { use } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { helpBook } from '@/lib/help/help-book';
import { HELP_TOPICS, type HelpBook } from '@/lib/help/help-topic';
import type { Locale } from '@/lib/i18n/locales';
import { Group, Item } from './item';

const books = new Map<Locale, Promise<HelpBook>>();

function bookOf(locale: Locale): Promise<HelpBook> {
  const known = books.get(locale) ?? helpBook(locale);
  books.set(locale, known);
  return known;
}

/** The questions that are answered. Suspends until they are there. */
export function HelpItems({ onDone }: { onDone: () => void }) {
  const t = useTranslations('palette');
  const router = useRouter();
  const book = use(bookOf(useLocale()));
  return (
    <Group heading={t('help')}>
      {HELP_TOPICS.map((id) => (
        <Item
          key={id}
          value={`help ${id} ${book[id].question}`}
          icon={<CircleHelp />}
          onChoose={() => {
            onDone();
            router.push(`/help#${id}`);
          }}
        >
          {book[id].question}
        </Item>
      ))}
    </Group>
  );
}
