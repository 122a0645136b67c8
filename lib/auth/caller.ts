import type { TokenScope } from './token-scopes';

export type Role = 'member' | 'auditor' | 'admin';

/** Who makes a request, as the database says at this moment. */
export interface Caller {
  id: string;
  name: string;
  role: Role;
  /** Ids of the teams this person leads; archived ones are none. */
  leads: readonly string[];
  /** What they showed: a browser's session, a token, or name and password. */
  by: 'session' | 'token' | 'password';
  sessionId: string | null;
  /** What their token is limited to; empty: everything its owner may. */
  scopes: readonly TokenScope[];
  /** The admin who looks at the studio as this person; such a request may only read. */
  viewedBy: { id: string; name: string } | null;
}
