import type { Actor } from '@/lib/audit/record-act';
import type { Caller } from './caller';

/** Who the audit log says did it. */
export const actorOf = ({ id, name }: Pick<Caller, 'id' | 'name'>, address: string): Actor => ({
  id,
  name,
  address,
});
