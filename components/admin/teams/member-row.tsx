'use client';
import { Star, UserMinus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { TeamMemberView } from '@/lib/teams/team-view';
import { Avatar } from '../../ui/avatar';
import { Badge } from '../../ui/badge';
import { IconButton } from '../../ui/icon-button';
import type { ApiAct } from '../use-act';

interface MemberRowProps {
  member: TeamMemberView;
  /** Of the team. */
  path: string;
  /** What whoever looks at it may change. */
  changes: { lead: boolean; membership: boolean };
  act: (act: ApiAct) => void;
}

export function MemberRow({ member, path, changes, act }: MemberRowProps) {
  const t = useTranslations('admin');
  const { id, name, displayName, isLead, disabled, billed } = member;
  const own = `${path}/members/${id}`;
  return (
    <li className="flex items-center gap-3 border-t py-2 first:border-0">
      <Avatar name={displayName ?? name} faded={disabled} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{displayName ?? name}</p>
        {displayName && <p className="truncate text-small text-faint">{name}</p>}
      </div>
      {disabled && <Badge look="danger">{t('people.disabled')}</Badge>}
      {!billed && <Badge>{t('teams.billedElsewhere')}</Badge>}
      {isLead && <Badge look="accent">{t('teams.lead')}</Badge>}
      <div className="flex">
        {changes.lead && (
          <IconButton
            label={isLead ? t('teams.leadNoMore') : t('teams.makeLead')}
            aria-pressed={isLead}
            onClick={() => act({ method: 'PUT', path: own, body: { isLead: !isLead } })}
          >
            <Star className={isLead ? 'fill-current text-accent-text' : undefined} />
          </IconButton>
        )}
        {changes.membership && (
          <IconButton label={t('teams.takeOut')} onClick={() => act({ method: 'DELETE', path: own })}>
            <UserMinus />
          </IconButton>
        )}
      </div>
    </li>
  );
}
