import { join } from 'node:path';
import type { GivenFlags } from './flags';

/** How this installation runs. Made once from flags and environment, read-only, the same in every process. */
export interface Config {
  /** Answer on every interface; otherwise loopback only. */
  readonly listen: boolean;
  readonly port: number;
  /** Absolute. Paths in answers start with it. */
  readonly dataDir: string;
  readonly api: boolean;
  readonly nowebui: boolean;
  readonly apiLog: boolean;
  /** Seconds that a call may wait for its job; null: as long as it takes. */
  readonly apiTimeout: number | null;
  readonly timeLog: boolean;
  readonly filebrowser: boolean;
  readonly acceleration: 'none' | 'xformers' | 'blade';
  /** `auto`, `cpu`, `cuda:0` … */
  readonly device: string;
  /** Threads of the engine; null: all cores. */
  readonly threads: number | null;
  readonly enableNsfwCensor: boolean;
  readonly alwaysHideTabs: readonly string[];
  /** GiB; null: not given. */
  readonly minRamReserved: number | null;
  readonly sdDynamicCache: boolean;
  /** Absolute folders of shared models; null: each user's own. */
  readonly loraDir: string | null;
  readonly vaeDir: string | null;
  readonly gfpganDir: string | null;
  readonly embeddingsDir: string | null;
  readonly hypernetworkDir: string | null;
  readonly rootExtensions: boolean;
  readonly hashing: boolean;
  readonly downloadSdModel: boolean;
  /** The OpenID provider; null: passwords only. Its secret stays in the environment. */
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly name: string;
    readonly teamClaim: string | null;
  } | null;
  readonly dev: boolean;
}

/** Fills in the defaults. `root` is the folder of the installation. */
export function toConfig(given: GivenFlags, root: string): Config {
  return Object.freeze({
    listen: given.listen ?? false,
    port: given.port ?? 8000,
    dataDir: given['data-dir'] ?? join(root, 'data'),
    api: !given['no-api'],
    nowebui: given.nowebui ?? false,
    apiLog: given['api-log'] ?? false,
    apiTimeout: given['api-timeout'] ?? null,
    timeLog: given['time-log'] ?? false,
    filebrowser: !given['no-filebrowser'],
    acceleration: given.blade ? 'blade' : given.xformers ? 'xformers' : 'none',
    device: given.device ?? 'auto',
    threads: given.threads ?? null,
    enableNsfwCensor: given['enable-nsfw-censor'] ?? false,
    alwaysHideTabs: Object.freeze(given['always-hide-tabs'] ?? []),
    minRamReserved: given['min-ram-reserved'] ?? null,
    sdDynamicCache: given['sd-dynamic-cache'] ?? false,
    loraDir: given['lora-dir'] ?? null,
    vaeDir: given['vae-dir'] ?? null,
    gfpganDir: given['gfpgan-dir'] ?? null,
    embeddingsDir: given['embeddings-dir'] ?? null,
    hypernetworkDir: given['hypernetwork-dir'] ?? null,
    rootExtensions: given['root-extensions'] ?? false,
    hashing: !given['no-hashing'],
    downloadSdModel: !given['no-download-sd-model'],
    oidc: oidcOf(given),
    dev: given.dev ?? false,
  });
}

function oidcOf(given: GivenFlags): Config['oidc'] {
  const issuer = given['oidc-issuer'];
  if (!issuer) return null;
  return Object.freeze({
    issuer,
    clientId: given['oidc-client-id'] ?? 'atelier',
    name: given['oidc-name'] ?? new URL(issuer).host,
    teamClaim: given['oidc-team-claim'] ?? null,
  });
}
