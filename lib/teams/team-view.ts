/** A team as those who administer or lead it see it. */
export interface TeamView {
  id: string;
  name: string;
  costCentre: string | null;
  /** ISO 8601; null: in use. */
  archivedAt: string | null;
  members: number;
  leads: string[];
  version: number;
}

export interface TeamMemberView {
  id: string;
  name: string;
  displayName: string | null;
  isLead: boolean;
  disabled: boolean;
  /** New jobs of theirs are on this team's bill. */
  billed: boolean;
}
