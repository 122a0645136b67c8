/** Who may use a shared model. */
export const ACCESSES = ['usual', 'all', 'teams'] as const;

/**
 * `usual`: those to whom the start flags show the shared folder; `all`: everybody; `teams`: who belongs to one of these and
 * nobody else.
 */
export interface Access {
  access: (typeof ACCESSES)[number];
  /** Ids; empty but for `teams`. */
  teams: string[];
}
