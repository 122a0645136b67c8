'use client';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { PeoplePage } from '@/lib/people/list-people';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Avatar } from '../../ui/avatar';
import { SearchField } from '../../ui/search-field';
import { peopleKey } from '../admin-keys';

const SHOWN = 5;

interface AddMemberProps {
  /** Who is in the team already. */
  known: readonly string[];
  onAdd: (userId: string) => void;
}

/** Finds people by a part of their name and adds them with a click. */
export function AddMember({ known, onAdd }: AddMemberProps) {
  const t = useTranslations('admin');
  const [search, setSearch] = useState('');
  const { data } = useQuery({
    queryKey: [...peopleKey, 'find', search],
    queryFn: () =>
      studioFetch<PeoplePage>(
        `/api/admin/people?${new URLSearchParams({ search, state: 'active', limit: '20' })}`,
      ),
    enabled: search !== '',
  });
  const found = search ? (data?.people.filter(({ id }) => !known.includes(id)).slice(0, SHOWN) ?? []) : [];
  return (
    <div className="rounded-control bg-panel p-2">
      <SearchField label={t('teams.addSomebody')} onSearch={setSearch} className="wide:w-full" />
      {found.map(({ id, name, displayName }) => (
        <button
          key={id}
          type="button"
          onClick={() => onAdd(id)}
          className="mt-1 flex w-full items-center gap-3 rounded-control p-1.5 text-left transition-colors quick hover:bg-hover"
        >
          <Avatar name={displayName ?? name} />
          <span className="min-w-0 flex-1 truncate">
            {displayName ?? name} {displayName && <span className="text-faint">{name}</span>}
          </span>
          <Plus aria-hidden className="size-4 text-faint" />
        </button>
      ))}
      {search && data && found.length === 0 && (
        <p className="px-2 py-2 text-muted">{t('teams.nobodyElse')}</p>
      )}
    </div>
  );
}
