import type { IfTaken } from '@/lib/files/file-entry';

export type UploadState =
  | 'waiting'
  | 'sending'
  | 'checking'
  | 'paused'
  | 'taken'
  | 'failed'
  | 'done'
  | 'skipped';

/** A file on its way, as the page shows it. */
export interface UploadItem {
  id: number;
  tree: 'own' | 'shared';
  /** Where it is to be. */
  path: string;
  bytes: number;
  sent: number;
  state: UploadState;
  /** What to do when something of its name is there. */
  ifTaken: IfTaken;
  /** Why it failed, or what is there already. */
  message: string | null;
  /** The server was away: what to do about it is the same each time. */
  unreachable: boolean;
  /** Of the file as it lies on the server. */
  sha256: string | null;
  /** Whether the browser hashed the file too, and the two are equal. */
  verified: boolean;
}

export const UNDER_WAY: readonly UploadState[] = ['waiting', 'sending', 'checking', 'paused', 'taken'];
