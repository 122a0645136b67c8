'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { Access } from '@/lib/sharing/access';
import type { TeamView } from '@/lib/teams/team-view';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Failure } from '../../ui/failure';
import { Select } from '../../ui/select';

interface AccessChoiceProps {
  value: Access;
  onChange: (value: Access) => void;
  /** Offers to leave it to the start flags, which show it to everybody or to nobody. */
  usually?: 'everybody' | 'nobody';
  /** Archived teams that have it: they can keep it, and do not get it anew. */
  archived?: readonly { id: string; name: string }[];
}

/** Who may use a shared model. */
export function AccessChoice({ value, onChange, usually, archived = [] }: AccessChoiceProps) {
  const t = useTranslations('models');
  const { data, error } = useQuery({
    queryKey: ['admin', 'teams', 'choice'],
    queryFn: () => studioFetch<TeamView[]>('/api/admin/teams?archived=false'),
  });
  const teams = [
    ...(data?.map(({ id, name, members }) => ({
      id,
      name,
      note: t('access.people', { count: members }),
    })) ?? []),
    ...archived.map(({ id, name }) => ({ id, name, note: t('access.archivedNote') })),
  ];
  const toggle = (id: string) =>
    onChange({
      ...value,
      teams: value.teams.includes(id) ? value.teams.filter((each) => each !== id) : [...value.teams, id],
    });
  return (
    <div className="flex flex-col gap-3">
      <Select
        label={t('access.label')}
        value={value.access}
        onChange={(access) => onChange({ ...value, access: access as Access['access'] })}
        options={[
          { value: 'all', label: t('access.everybody') },
          { value: 'teams', label: t('access.someTeams') },
          ...(usually
            ? [
                {
                  value: 'usual',
                  label: t('access.usual'),
                  note: t(usually === 'everybody' ? 'access.usuallyEverybody' : 'access.usuallyNobody'),
                },
              ]
            : []),
        ]}
      />
      <Failure error={error} />
      {value.access === 'teams' && (
        <fieldset className="max-h-60 overflow-y-auto rounded-control bg-stage p-1">
          <legend className="sr-only">{t('access.teams')}</legend>
          {teams.map(({ id, name, note }) => (
            <label
              key={id}
              className="control-height flex items-center gap-3 rounded-small px-2 transition-colors quick hover:bg-hover"
            >
              <input
                type="checkbox"
                checked={value.teams.includes(id)}
                onChange={() => toggle(id)}
                className="size-4 shrink-0 accent-accent"
              />
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <span className="shrink-0 text-small text-muted">{note}</span>
            </label>
          ))}
          {data && teams.length === 0 && <p className="px-2 py-3 text-muted">{t('access.noTeam')}</p>}
        </fieldset>
      )}
    </div>
  );
}
