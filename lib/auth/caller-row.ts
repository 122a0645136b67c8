import type { Role } from './caller';

/** What a request needs to know of the person `u`, in one read. */
export const PERSON_COLUMNS = `u.id, u.name, u.role::text AS role, ARRAY(
  SELECT m.team_id::text FROM team_member m JOIN team t ON t.id = m.team_id
  WHERE m.user_id = u.id AND m.is_lead AND t.archived_at IS NULL) AS leads`;

export interface PersonRow {
  id: string;
  name: string;
  role: Role;
  leads: string[];
}
