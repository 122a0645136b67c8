import type { ModelKind } from '@/lib/catalog/model-view';
import type { Access } from './access';

/** A shared model as admins see it. */
export interface SharedModelView {
  id: string;
  kind: ModelKind;
  name: string;
  /** Below the shared folder of its kind, with `/`. */
  path: string;
  /** Bytes. */
  size: number;
  architecture: string | null;
  title: string | null;
  hash: string | null;
  /** Why it can't be used, as a sentence; null when it can. */
  problem: string | null;
  access: Access['access'];
  /** For whom it is, by name; archived ones let nobody in. */
  teams: { id: string; name: string; archived: boolean }[];
  /** Whether `usual` means everybody for its kind, as Atelier was started, or nobody. */
  usuallySeen: boolean;
  version: number;
}

export interface SharedModelsPage {
  models: SharedModelView[];
  /** How many the filter finds. */
  total: number;
  /** How many to skip for the next page; null: this is the last. */
  next: number | null;
}

/** A shared model, and what hangs on it. */
export interface SharedModelDetails {
  model: SharedModelView;
  /** Jobs that wait for it or run with it. */
  jobs: number;
}
