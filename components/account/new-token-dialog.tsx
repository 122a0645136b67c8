'use client';
import { useState } from 'react';
import { TOKEN_SCOPES, type TokenScope } from '@/lib/auth/token-scopes';
import { useAct } from '../admin/use-act';
import { Button } from '../ui/button';
import { CopyField } from '../ui/copy-field';
import { Dialog } from '../ui/dialog';
import { Failure } from '../ui/failure';
import { Select } from '../ui/select';
import { Switch } from '../ui/switch';
import { TextField } from '../ui/text-field';
import { tokensKey } from './account-keys';

const NEVER = 'never';
const LIFETIMES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
  { value: NEVER, label: 'never' },
];
const SCOPES = Object.entries(TOKEN_SCOPES) as [TokenScope, string][];

export function NewTokenDialog({ admin, onClose }: { admin: boolean; onClose: () => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly TokenScope[]>(['generate', 'read']);
  const [days, setDays] = useState('90');
  const make = useAct<{ secret: string }>(tokensKey);
  if (make.data) {
    return (
      <Dialog open onOpenChange={onClose} title={`${name} is ready`}>
        <p className="mb-3 text-muted">Copy the token now. It is not shown again.</p>
        <CopyField label="Copy the token" value={make.data.secret} />
        <div className="mt-6 flex justify-end">
          <Button look="outlined" onClick={onClose}>
            Done
          </Button>
        </div>
      </Dialog>
    );
  }
  const everything = scopes.length === 0;
  return (
    <Dialog open onOpenChange={onClose} title="New token">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const body = { name, scopes, days: days === NEVER ? null : Number(days) };
          make.mutate({ method: 'POST', path: '/api/account/tokens', body });
        }}
      >
        <div className="grid gap-4 wide:grid-cols-[1fr_160px]">
          <TextField
            compact
            label="What it is for"
            autoFocus
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={make.error?.fields.name}
          />
          <Select label="Expires" value={days} onChange={setDays} options={LIFETIMES} />
        </div>
        <fieldset>
          <legend className="text-small text-muted">What it may do</legend>
          <Switch
            label="Everything you may"
            checked={everything}
            onChange={(all) => setScopes(all ? [] : ['generate', 'read'])}
          />
          {!everything &&
            SCOPES.filter(([scope]) => admin || scope !== 'admin').map(([scope, words]) => (
              <Switch
                key={scope}
                label={words}
                checked={scopes.includes(scope)}
                // The last one stays: none at all would mean everything.
                disabled={scopes.length === 1 && scopes.includes(scope)}
                onChange={(on) =>
                  setScopes(on ? [...scopes, scope] : scopes.filter((other) => other !== scope))
                }
              />
            ))}
        </fieldset>
        {!make.error?.fields.name && <Failure error={make.error} />}
        <div className="mt-2 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="accent" disabled={make.isPending}>
            Make the token
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
