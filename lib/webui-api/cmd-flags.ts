import { type Config, config } from '@/lib/config';
import { LIMITS } from '@/lib/generation/limits';

/** Switches of the reference that are never on here. */
const OFF = [
  'administrator',
  'allow_code',
  'api_server_stop',
  'autolaunch',
  'deepdanbooru',
  'disable_all_extensions',
  'disable_extra_extensions',
  'disable_safe_unpickle',
  'enable_console_prompts',
  'enable_insecure_extension_access',
  'freeze_settings',
  'gradio_queue',
  'hide_ui_dir_config',
  'lowram',
  'lowvram',
  'medvram',
  'medvram_sdxl',
  'no_half',
  'no_half_vae',
  'no_prompt_history',
  'opt_sdp_attention',
  'opt_split_attention',
  'share',
  'show_negative_prompt',
  'skip_prepare_environment',
  'skip_version_check',
  'ui_debug_mode',
  'upcast_sampling',
] as const;

/** Values of the reference that nothing sets here. */
const UNSET = [
  'cors_allow_origins',
  'cors_allow_origins_regex',
  'device_id',
  'freeze_settings_in_sections',
  'freeze_specific_settings',
  'precision',
  'subpath',
  'theme',
  'use_cpu',
] as const;

/** Said of this installation by name. Folders, addresses and secrets are nobody's business who calls. */
const told = (settings: Config) => ({
  listen: settings.listen,
  port: settings.port,
  api: settings.api,
  nowebui: settings.nowebui,
  api_log: settings.apiLog,
  api_timeout: settings.apiTimeout,
  time_log: settings.timeLog,
  filebrowser: settings.filebrowser,
  blade: settings.acceleration === 'blade',
  xformers: settings.acceleration === 'xformers',
  enable_nsfw_censor: settings.enableNsfwCensor,
  always_hide_tabs: settings.alwaysHideTabs,
  min_ram_reserved: settings.minRamReserved,
  sd_dynamic_cache: settings.sdDynamicCache,
  root_extensions: settings.rootExtensions,
  no_hashing: !settings.hashing,
  no_download_sd_model: !settings.downloadSdModel,
  max_batch_count: LIMITS.batchCount.max,
  filenames_max_length: 128,
});

/** GET cmd-flags: the start flags in the reference's names, without host paths and secrets (sdapi §6.6). */
export function cmdFlags(): Record<string, unknown> {
  return {
    ...Object.fromEntries(OFF.map((name) => [name, false])),
    ...Object.fromEntries(UNSET.map((name) => [name, null])),
    ...told(config()),
  };
}
