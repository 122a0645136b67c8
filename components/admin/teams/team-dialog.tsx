'use client';
import { useQuery } from '@tanstack/react-query';
import { Archive, ArchiveRestore, Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TeamMemberView, TeamView } from '@/lib/teams/team-view';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { Skeleton } from '../../ui/skeleton';
import { teamsKey } from '../admin-keys';
import { useAct } from '../use-act';
import { AddByName } from './add-by-name';
import { AddMember } from './add-member';
import { MemberRow } from './member-row';
import { TeamForm } from './team-form';

interface TeamDialogProps {
  id: string;
  /** An admin, who does everything. */
  manages: boolean;
  /** Its lead, who lets members in and out. */
  leads: boolean;
  onClose: () => void;
}

/** A team: its people, who leads it, and what admins do with it. */
export function TeamDialog({ id, manages, leads, onClose }: TeamDialogProps) {
  const t = useTranslations('admin');
  const [editing, setEditing] = useState(false);
  const path = `/api/admin/teams/${id}`;
  const { data, error } = useQuery({
    queryKey: [...teamsKey, 'team', id],
    queryFn: () => studioFetch<{ team: TeamView; members: TeamMemberView[] }>(path),
  });
  const act = useAct(teamsKey);
  const team = data?.team;
  const inUse = team !== undefined && !team.archivedAt;
  if (editing && team) return <TeamForm team={team} onClose={() => setEditing(false)} />;
  return (
    <Dialog open onOpenChange={onClose} title={team?.name ?? t('team')}>
      <Failure error={error ?? act.error} />
      {team && (
        <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="min-w-0 break-words text-muted">
            {team.costCentre ? (
              <>
                {t('teams.costCentre')}{' '}
                <span className="inline-block max-w-full text-text">{team.costCentre}</span>
              </>
            ) : (
              t('teams.noCostCentre')
            )}
          </p>
          {manages && (
            <div className="-mx-2 flex gap-1">
              {!team.archivedAt && (
                <Button onClick={() => setEditing(true)}>
                  <Pencil />
                  {t('teams.change')}
                </Button>
              )}
              <Button
                onClick={() =>
                  act.mutate({
                    method: 'PUT',
                    path: `${path}/archived`,
                    body: { archived: !team.archivedAt },
                  })
                }
              >
                {team.archivedAt ? <ArchiveRestore /> : <Archive />}
                {team.archivedAt ? t('teams.restore') : t('teams.archive')}
              </Button>
            </div>
          )}
        </div>
      )}
      {!manages && leads && inUse && (
        <AddByName
          onAdd={(name, onAdded) =>
            act.mutate({ method: 'POST', path: `${path}/members`, body: { name } }, { onSuccess: onAdded })
          }
        />
      )}
      {data && manages && inUse && (
        <AddMember
          known={data.members.map((member) => member.id)}
          onAdd={(userId) =>
            act.mutate({ method: 'PUT', path: `${path}/members/${userId}`, body: { isLead: false } })
          }
        />
      )}
      {data ? (
        <ul className="mt-2">
          {data.members.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              path={path}
              changes={{
                lead: manages && inUse,
                membership: inUse && (manages || (leads && !member.isLead)),
              }}
              act={act.mutate}
            />
          ))}
          {data.members.length === 0 && <li className="py-6 text-center text-muted">{t('teams.nobody')}</li>}
        </ul>
      ) : (
        <Skeleton className="h-40" />
      )}
    </Dialog>
  );
}
