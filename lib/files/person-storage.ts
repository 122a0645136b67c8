/** What a person stores, in bytes, as those who administer see it. Times are ISO 8601. */
export interface PersonStorage {
  id: string;
  name: string;
  displayName: string | null;
  /** Everything in their folder, pictures and trash included; null: not counted yet. */
  used: number | null;
  /** Uploads on their way. */
  reserved: number;
  trashed: number;
  /** What they may store; null: no limit. */
  quota: number | null;
  /** Of their own, not the installation's. */
  hasOwnQuota: boolean;
  countedAt: string | null;
}
