'use client';
import { Ban, Eye, KeyRound, Trash2, UserCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { toast } from '../../ui/toast';
import type { PersonView } from '@/lib/people/person-view';
import { Button } from '../../ui/button';
import { CopyField } from '../../ui/copy-field';
import { Failure } from '../../ui/failure';
import { peopleKey } from '../admin-keys';
import { useAct } from '../use-act';

interface PersonAccessProps {
  person: PersonView;
  own: boolean;
  onGone: () => void;
}

/** Who gets in: a new set-up link, viewing as them, shutting them out, deleting them. */
export function PersonAccess({ person, own, onGone }: PersonAccessProps) {
  const [sure, setSure] = useState(false);
  const path = `/api/admin/people/${person.id}`;
  const link = useAct<{ setupPath: string }>(peopleKey);
  const disable = useAct(peopleKey, () => toast(person.disabledAt ? 'Let in again' : 'Shut out'));
  const remove = useAct(peopleKey, onGone);
  const view = useAct(peopleKey, () => window.location.assign('/'));
  const failed = link.error ?? disable.error ?? remove.error ?? view.error;
  return (
    <div className="mt-6 border-t pt-4">
      <h3 className="mb-2 text-small text-faint">Access</h3>
      <Line
        words="Lost password or second factor? A new link sets both aside."
        button={
          <Button look="outlined" onClick={() => link.mutate({ method: 'POST', path: `${path}/setup-link` })}>
            <KeyRound />
            Set-up link
          </Button>
        }
      />
      {link.data && <CopyField label="Copy the link" value={window.location.origin + link.data.setupPath} />}
      {person.role !== 'admin' && (
        <Line
          words="See the studio as they do, to help them. They are told."
          button={
            <Button look="outlined" onClick={() => view.mutate({ method: 'POST', path: `${path}/view-as` })}>
              <Eye />
              View as
            </Button>
          }
        />
      )}
      <Line
        words={
          person.disabledAt
            ? 'They can’t sign in, and their tokens are refused.'
            : 'Shut out; what is theirs stays.'
        }
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
            {person.disabledAt ? 'Let in again' : 'Disable'}
          </Button>
        }
      />
      {!own && (
        <Line
          words={
            sure
              ? 'Their jobs stop, their files come to you, their bills stay. This can’t be taken back.'
              : 'Gone for good; their files come to you.'
          }
          button={
            <Button
              look="danger"
              className={sure ? 'bg-danger-soft' : undefined}
              disabled={remove.isPending}
              onClick={() => (sure ? remove.mutate({ method: 'DELETE', path }) : setSure(true))}
            >
              <Trash2 />
              {sure ? 'Delete for good' : 'Delete'}
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
