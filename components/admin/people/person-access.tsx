'use client';
import { Ban, Eye, KeyRound, Trash2, UserCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { PersonView } from '@/lib/people/person-view';
import { Button } from '../../ui/button';
import { CopyField } from '../../ui/copy-field';
import { Failure } from '../../ui/failure';
import { toast } from '../../ui/toast';
import { peopleKey } from '../admin-keys';
import { useAct } from '../use-act';

interface PersonAccessProps {
  person: PersonView;
  own: boolean;
  onGone: () => void;
}

/** Who gets in: a new set-up link, viewing as them, shutting them out, deleting them. */
export function PersonAccess({ person, own, onGone }: PersonAccessProps) {
  const acts = useTranslations('acts');
  const t = useTranslations('admin');
  const [sure, setSure] = useState(false);
  const path = `/api/admin/people/${person.id}`;
  const link = useAct<{ setupPath: string }>(peopleKey);
  const disable = useAct(peopleKey, () => toast(person.disabledAt ? t('people.letIn') : t('people.shutOut')));
  const remove = useAct(peopleKey, onGone);
  const view = useAct(peopleKey, () => window.location.assign('/'));
  const failed = link.error ?? disable.error ?? remove.error ?? view.error;
  return (
    <div className="mt-6 border-t pt-4">
      <h3 className="mb-2 text-small text-faint">{t('people.access')}</h3>
      <Line
        words={t('people.lost')}
        button={
          <Button look="outlined" onClick={() => link.mutate({ method: 'POST', path: `${path}/setup-link` })}>
            <KeyRound />
            {t('people.setupLink')}
          </Button>
        }
      />
      {link.data && (
        <CopyField label={acts('copyLink')} value={window.location.origin + link.data.setupPath} />
      )}
      {person.role !== 'admin' && (
        <Line
          words={t('people.viewNote')}
          button={
            <Button look="outlined" onClick={() => view.mutate({ method: 'POST', path: `${path}/view-as` })}>
              <Eye />
              {t('people.viewAs')}
            </Button>
          }
        />
      )}
      <Line
        words={person.disabledAt ? t('people.refused') : t('people.staysTheirs')}
        button={
          <Button
            look="outlined"
            onClick={() =>
              disable.mutate({
                method: 'PUT',
                path: `${path}/disabled`,
                body: { disabled: !person.disabledAt },
              })
            }
          >
            {person.disabledAt ? <UserCheck /> : <Ban />}
            {person.disabledAt ? t('people.letInAct') : t('people.disable')}
          </Button>
        }
      />
      {!own && (
        <Line
          words={sure ? t('people.deleteNote') : t('people.goneNote')}
          button={
            <Button
              look="danger"
              className={sure ? 'bg-danger-soft' : undefined}
              disabled={remove.isPending}
              onClick={() => (sure ? remove.mutate({ method: 'DELETE', path }) : setSure(true))}
            >
              <Trash2 />
              {sure ? t('people.deleteForGood') : t('people.delete')}
            </Button>
          }
        />
      )}
      <Failure error={failed} />
    </div>
  );
}

function Line({ words, button }: { words: string; button: ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-4 py-1">
      <p className="text-muted">{words}</p>
      {button}
    </div>
  );
}
