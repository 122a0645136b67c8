/**
 * Every start flag, once: what it is called, what it takes, what it starts from and what it does. The parser, the
 * help text and the type of the configuration are made from this table.
 */
export type FlagKind =
  | 'switch'
  | 'issuer'
  | 'port'
  | 'gigabytes'
  | 'count'
  | 'folder'
  | 'new folder'
  | 'list'
  | 'text';

export interface Flag {
  /** Without the leading dashes. */
  name: string;
  kind: FlagKind;
  help: string;
  /** What `--help` calls the value. */
  value?: string;
  /** Said in `--help` while the feature behind the flag is not there yet. */
  note?: string;
  /** Which flag can't stand beside this one. */
  excludes?: string;
}

const LATER = 'accepted; takes effect in a later version';
const NOTHING_TO_DO = 'accepted; Atelier has nothing to skip here';

export const FLAGS = [
  { name: 'listen', kind: 'switch', help: 'answer on every network interface, not on this machine only' },
  { name: 'port', kind: 'port', value: 'N', help: 'port of the one address' },
  { name: 'data-dir', kind: 'new folder', value: 'DIR', help: 'root of models, pictures and the database' },
  { name: 'api', kind: 'switch', help: 'HTTP API; on unless --no-api is given' },
  { name: 'no-api', kind: 'switch', help: 'no HTTP API, the studio only', excludes: 'api' },
  {
    name: 'api-timeout',
    kind: 'count',
    value: 'SECONDS',
    help: 'stop a job whose API call has waited this long; no limit when not given',
  },
  { name: 'nowebui', kind: 'switch', help: 'HTTP API only, no pages', excludes: 'no-api' },
  { name: 'api-log', kind: 'switch', help: 'log every API request' },
  { name: 'time-log', kind: 'switch', help: 'log how long each API call took, and answer with total_time' },
  {
    name: 'filebrowser',
    kind: 'switch',
    help: 'file manager; on unless --no-filebrowser is given',
  },
  { name: 'no-filebrowser', kind: 'switch', help: 'no file manager', excludes: 'filebrowser' },
  {
    name: 'blade',
    kind: 'switch',
    help: 'acceleration mode: faster, nearly the same pictures (int8 on CPUs)',
    note: LATER,
    excludes: 'xformers',
  },
  { name: 'xformers', kind: 'switch', help: 'acceleration mode: fused attention' },
  { name: 'device', kind: 'text', value: 'NAME', help: 'device of the worker: auto, cpu, cuda:0 …' },
  { name: 'threads', kind: 'count', value: 'N', help: 'threads of the engine; all cores when not given' },
  { name: 'enable-nsfw-censor', kind: 'switch', help: 'censor pornographic pictures', note: LATER },
  {
    name: 'always-hide-tabs',
    kind: 'list',
    value: 'LIST',
    help: 'tabs nobody sees, comma-separated: txt2img, img2img, extras, queue …',
  },
  {
    name: 'min-ram-reserved',
    kind: 'gigabytes',
    value: 'GB',
    help: 'memory the checkpoint cache leaves free',
  },
  { name: 'sd-dynamic-cache', kind: 'switch', help: 'keep several checkpoints in memory' },
  {
    name: 'lora-dir',
    kind: 'folder',
    value: 'DIR',
    help: 'shared LoRAs, beside each user’s own',
  },
  {
    name: 'vae-dir',
    kind: 'folder',
    value: 'DIR',
    help: 'the VAEs of everyone, instead of own ones',
  },
  {
    name: 'gfpgan-dir',
    kind: 'folder',
    value: 'DIR',
    help: 'the GFPGAN models of everyone, instead of own ones',
    note: LATER,
  },
  {
    name: 'embeddings-dir',
    kind: 'folder',
    value: 'DIR',
    help: 'the embeddings of everyone, instead of own ones',
  },
  {
    name: 'hypernetwork-dir',
    kind: 'folder',
    value: 'DIR',
    help: 'the hypernetworks of everyone, instead of own ones',
  },
  { name: 'root-extensions', kind: 'switch', help: 'one set of extensions for everyone' },
  { name: 'no-hashing', kind: 'switch', help: 'do not hash model files' },
  {
    name: 'no-download-sd-model',
    kind: 'switch',
    help: 'download no checkpoint at start (the starter comes with Atelier)',
  },
  {
    name: 'oidc-issuer',
    kind: 'issuer',
    value: 'URL',
    help: 'OpenID provider people may sign in with; its secret is ATELIER_OIDC_CLIENT_SECRET',
  },
  { name: 'oidc-client-id', kind: 'text', value: 'ID', help: 'what the provider calls Atelier (atelier)' },
  { name: 'oidc-name', kind: 'text', value: 'NAME', help: 'what the sign-in page calls the provider' },
  {
    name: 'oidc-team-claim',
    kind: 'text',
    value: 'CLAIM',
    help: 'claim that lists a person’s teams; they are followed at each sign-in',
  },
  { name: 'skip-version-check', kind: 'switch', help: 'no version check at start', note: NOTHING_TO_DO },
  { name: 'skip-prepare-environment', kind: 'switch', help: 'no preparation at start', note: NOTHING_TO_DO },
  { name: 'dev', kind: 'switch', help: 'development: pages reload when a source file changes' },
  { name: 'help', kind: 'switch', help: 'print this and stop' },
  { name: 'version', kind: 'switch', help: 'print the version and stop' },
] as const satisfies readonly Flag[];

type Named = (typeof FLAGS)[number];

/** What the parser makes of a value. */
interface ValueOfKind {
  switch: true;
  issuer: string;
  port: number;
  gigabytes: number;
  count: number;
  folder: string;
  'new folder': string;
  list: string[];
  text: string;
}

/** The flags that were given, checked; folders absolute. */
export type GivenFlags = { [F in Named as F['name']]?: ValueOfKind[F['kind']] };
