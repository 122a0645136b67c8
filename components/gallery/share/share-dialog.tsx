'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link2, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { ShareTeam, ShareView } from '@/lib/gallery/share-view';
import { momentWords } from '../../place/time-words';
import { studioFetch } from '../../studio/data/studio-fetch';
import { Button } from '../../ui/button';
import { CopyButton, CopyField } from '../../ui/copy-field';
import { Dialog } from '../../ui/dialog';
import { Failure } from '../../ui/failure';
import { IconButton } from '../../ui/icon-button';
import { Select } from '../../ui/select';

const sharesKey = ['shares'];
const addressOf = (id: string) => `${window.location.origin}/shared/${id}`;

interface Shares {
  shares: ShareView[];
  teams: ShareTeam[];
}

interface ShareDialogProps {
  ids: readonly string[];
  onClose: () => void;
}

/** Shows what is chosen to a team by a link, and takes such links back. */
export function ShareDialog({ ids, onClose }: ShareDialogProps) {
  const t = useTranslations('shared');
  const queryClient = useQueryClient();
  const { data, error } = useQuery({
    queryKey: sharesKey,
    queryFn: () => studioFetch<Shares>('/api/gallery/shares'),
  });
  const [chosen, setChosen] = useState('');
  const [made, setMade] = useState<string | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const team = chosen || (data?.teams[0]?.id ?? '');
  const attempt = async (work: Promise<unknown>) => {
    setFailure(null);
    await work.catch(setFailure);
    await queryClient.invalidateQueries({ queryKey: sharesKey });
  };
  const make = () => {
    const body = { team, ids };
    const asked = studioFetch<{ id: string }>('/api/gallery/shares', { method: 'POST', body });
    void attempt(asked.then(({ id }) => setMade(id)));
  };
  const revoke = (id: string) => {
    if (id === made) setMade(null);
    void attempt(studioFetch(`/api/gallery/shares/${id}`, { method: 'DELETE' }));
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('share.title', { count: ids.length })}>
      <div className="grid gap-4">
        <Failure error={error ?? failure} />
        {data?.teams.length === 0 && <p className="text-muted">{t('share.noTeam')}</p>}
        {data && data.teams.length > 0 && (
          <>
            <p className="text-muted">{t('share.note')}</p>
            <div className="flex items-end gap-2">
              <Select
                label={t('share.team')}
                value={team}
                options={data.teams.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={setChosen}
                className="min-w-0 flex-1"
              />
              <Button look="accent" onClick={make}>
                <Link2 />
                {t('share.make')}
              </Button>
            </div>
          </>
        )}
        {made && <CopyField label={t('share.copy')} value={addressOf(made)} />}
        {data && data.shares.length > 0 && <Links shares={data.shares} onRevoke={revoke} />}
      </div>
    </Dialog>
  );
}

function Links({ shares, onRevoke }: { shares: readonly ShareView[]; onRevoke: (id: string) => void }) {
  const t = useTranslations('shared');
  const locale = useLocale();
  return (
    <section aria-label={t('share.links')}>
      <h3 className="mb-1 text-small text-muted">{t('share.links')}</h3>
      <ul className="divide-y rounded-control border">
        {shares.map(({ id, team, createdAt, count }) => (
          <li key={id} className="flex items-center gap-2 py-1 pr-1 pl-3">
            <p className="min-w-0 flex-1 truncate">
              {team} <span className="text-small text-muted">{t('count', { count })}</span>{' '}
              <span className="text-small text-faint">{momentWords(createdAt, locale)}</span>
            </p>
            <CopyButton label={t('share.copy')} value={addressOf(id)} />
            <IconButton label={t('share.revoke')} look="danger" onClick={() => onRevoke(id)}>
              <Trash2 />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
