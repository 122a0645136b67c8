import type { Role } from '@/lib/auth/caller';

/** Who is signed in, as the frame shows it. */
export interface Account {
  userName: string;
  role: Role;
  /** The first admin page they may see. */
  adminHref: string | null;
  hiddenTabs: readonly string[];
}
