import type { Role } from '@/lib/auth/caller';

/** A person as those who administer see them. Times are ISO 8601. */
export interface PersonView {
  id: string;
  name: string;
  displayName: string | null;
  email: string | null;
  role: Role;
  /** Whose bill their new jobs are on. */
  billedTo: { id: string; name: string } | null;
  teams: { id: string; name: string; isLead: boolean }[];
  createdAt: string;
  lastSeenAt: string | null;
  disabledAt: string | null;
  hasPassword: boolean;
  twoFactor: boolean;
  /** Bytes; null: the installation's default. */
  quotaBytes: number | null;
  /** Bytes they store, as last counted; null: never counted. */
  usedBytes: number | null;
  version: number;
}

/** Columns of the person `u` for `toPerson`. */
export const PERSON_VIEW = `u.id, u.name, u.display_name, u.email, u.role::text AS role, u.created_at, u.disabled_at,
  u.password_hash IS NOT NULL AS has_password, u.totp_confirmed_at IS NOT NULL AS two_factor, u.quota_bytes, u.version,
  (SELECT s.bytes FROM storage_use s WHERE s.user_id = u.id) AS used_bytes,
  (SELECT json_build_object('id', t.id, 'name', t.name) FROM team t WHERE t.id = u.team_id) AS billed_to,
  (SELECT coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'isLead', m.is_lead) ORDER BY t.name), '[]')
   FROM team_member m JOIN team t ON t.id = m.team_id WHERE m.user_id = u.id AND t.archived_at IS NULL) AS teams,
  (SELECT max(s.last_seen_at) FROM auth_session s WHERE s.user_id = u.id) AS last_seen_at`;

export interface PersonViewRow {
  id: string;
  name: string;
  display_name: string | null;
  email: string | null;
  role: Role;
  created_at: Date;
  disabled_at: Date | null;
  has_password: boolean;
  two_factor: boolean;
  quota_bytes: string | null;
  used_bytes: string | null;
  version: number;
  billed_to: PersonView['billedTo'];
  teams: PersonView['teams'];
  last_seen_at: Date | null;
}

export function toPerson(row: PersonViewRow): PersonView {
  return {
    id: row.id,
    name: row.name,
    displayName: row.display_name,
    email: row.email,
    role: row.role,
    billedTo: row.billed_to,
    teams: row.teams,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    hasPassword: row.has_password,
    twoFactor: row.two_factor,
    quotaBytes: row.quota_bytes === null ? null : Number(row.quota_bytes),
    usedBytes: row.used_bytes === null ? null : Number(row.used_bytes),
    version: row.version,
  };
}
