/** What model files are for, in the order of lists. */
export const MODEL_KINDS = [
  'checkpoint',
  'lora',
  'embedding',
  'vae',
  'hypernetwork',
  'controlnet',
  'upscaler',
  'gfpgan',
] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

/** A model file as somebody sees it. */
export interface ModelView {
  id: string;
  kind: ModelKind;
  /** File name without folder and extension. */
  name: string;
  /** Below its folder, with `/`. */
  path: string;
  /** It lies in the person's own folder; otherwise it is shared. */
  isOwn: boolean;
  /** It is shared, and one's own of the same name is used instead. */
  hidden: boolean;
  /** It is one's own: why it is not used, as a sentence; null when it is. */
  unused: string | null;
  /** Bytes. */
  size: number;
  /** Of the file, ISO 8601. */
  modifiedAt: string;
  /** When the catalogue saw it first, ISO 8601. */
  createdAt: string;
  /** First ten hex digits of `sha256`: what other tools show. */
  hash: string | null;
  sha256: string | null;
  /** e.g. `SD 1.x`; null when the file does not say. */
  architecture: string | null;
  /** Side in pixels a checkpoint was trained for. */
  nativeSize: number | null;
  /** Why it can't be used, as a sentence; null when it can. */
  problem: string | null;
  /** What its author calls it. */
  title: string | null;
  triggerWords: string[];
  licence: string | null;
  notes: string;
  /** Another text for another picture; null: it has none. */
  hasPreview: string | null;
  /** Grows with each change by people. */
  version: number;
}

export interface ModelQuery {
  /** Id of the person who looks. */
  viewer: string;
  kind?: ModelKind[];
  /** Without one (`''`): those that do not say. */
  architecture?: string[];
  /** Words; each has to be part of the name, path, title, trigger words, notes or hash. */
  search?: string;
  whose?: 'own' | 'shared';
  /** Names from a, the newest or the largest first. Default: name. */
  sort?: 'name' | 'newest' | 'size';
  /** Where the page before ended. */
  after?: string;
  limit: number;
}

export interface ModelPage {
  models: ModelView[];
  /** What the next page comes after; null: this is the last. */
  next: string | null;
  /** All that the query finds. */
  total: number;
  /** What it would find by kind and by architecture (`''`: the file does not say) if it did not filter by just that. */
  counts: { kind: Record<ModelKind, number>; architecture: Record<string, number> };
}
