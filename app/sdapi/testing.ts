/** Calls of the WebUI API as a program makes them, straight to the route handlers. */
import * as pendingTasks from '../internal/pending-tasks/route';
import * as profileStartup from '../internal/profile-startup/route';
import * as taskProgress from '../internal/progress/route';
import * as quicksettingsHint from '../internal/quicksettings-hint/route';
import * as sysinfo from '../internal/sysinfo/route';
import * as sysinfoDownload from '../internal/sysinfo-download/route';
import * as cmdFlags from './v1/cmd-flags/route';
import * as createEmbedding from './v1/create/embedding/route';
import * as createHypernetwork from './v1/create/hypernetwork/route';
import * as embeddings from './v1/embeddings/route';
import * as extensions from './v1/extensions/route';
import * as extraBatchImages from './v1/extra-batch-images/route';
import * as extraSingleImage from './v1/extra-single-image/route';
import * as faceRestorers from './v1/face-restorers/route';
import * as hypernetworks from './v1/hypernetworks/route';
import * as img2img from './v1/img2img/route';
import * as interrogate from './v1/interrogate/route';
import * as interrupt from './v1/interrupt/route';
import * as latentUpscaleModes from './v1/latent-upscale-modes/route';
import * as loras from './v1/loras/route';
import * as memory from './v1/memory/route';
import * as options from './v1/options/route';
import * as pngInfo from './v1/png-info/route';
import * as progress from './v1/progress/route';
import * as promptStyles from './v1/prompt-styles/route';
import * as realesrganModels from './v1/realesrgan-models/route';
import * as refreshCheckpoints from './v1/refresh-checkpoints/route';
import * as refreshEmbeddings from './v1/refresh-embeddings/route';
import * as refreshLoras from './v1/refresh-loras/route';
import * as refreshVae from './v1/refresh-vae/route';
import * as reloadCheckpoint from './v1/reload-checkpoint/route';
import * as samplers from './v1/samplers/route';
import * as schedulers from './v1/schedulers/route';
import * as scriptInfo from './v1/script-info/route';
import * as scripts from './v1/scripts/route';
import * as sdModels from './v1/sd-models/route';
import * as sdModules from './v1/sd-modules/route';
import * as sdVae from './v1/sd-vae/route';
import * as skip from './v1/skip/route';
import * as trainEmbedding from './v1/train/embedding/route';
import * as trainHypernetwork from './v1/train/hypernetwork/route';
import * as txt2img from './v1/txt2img/route';
import * as unloadCheckpoint from './v1/unload-checkpoint/route';
import * as upscalers from './v1/upscalers/route';

export const ROUTES = {
  txt2img,
  img2img,
  'png-info': pngInfo,
  'extra-single-image': extraSingleImage,
  'extra-batch-images': extraBatchImages,
  progress,
  interrupt,
  skip,
  samplers,
  schedulers,
  scripts,
  'script-info': scriptInfo,
  'sd-models': sdModels,
  'sd-vae': sdVae,
  'prompt-styles': promptStyles,
  options,
  upscalers,
  'latent-upscale-modes': latentUpscaleModes,
  embeddings,
  hypernetworks,
  loras,
  'refresh-checkpoints': refreshCheckpoints,
  'refresh-embeddings': refreshEmbeddings,
  'refresh-loras': refreshLoras,
  'refresh-vae': refreshVae,
  'cmd-flags': cmdFlags,
  'face-restorers': faceRestorers,
  'realesrgan-models': realesrganModels,
  'unload-checkpoint': unloadCheckpoint,
  'reload-checkpoint': reloadCheckpoint,
  memory,
  extensions,
  'sd-modules': sdModules,
  interrogate,
  'create/embedding': createEmbedding,
  'create/hypernetwork': createHypernetwork,
  'train/embedding': trainEmbedding,
  'train/hypernetwork': trainHypernetwork,
  '/internal/progress': taskProgress,
  '/internal/pending-tasks': pendingTasks,
  '/internal/quicksettings-hint': quicksettingsHint,
  '/internal/sysinfo': sysinfo,
  '/internal/sysinfo-download': sysinfoDownload,
  '/internal/profile-startup': profileStartup,
} as const;

export type RouteName = keyof typeof ROUTES;
export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

export interface Call {
  method?: Method;
  /** JSON, or text as it is sent. */
  body?: unknown;
  query?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it as programs do
  json: any;
}

/** Calls a route. POST when there is a body, otherwise GET. */
export async function call(
  name: RouteName,
  { method, body, query = '', headers, signal }: Call = {},
): Promise<Answer> {
  const verb = method ?? (body === undefined ? 'GET' : 'POST');
  const path = name.startsWith('/') ? name : `/sdapi/v1/${name}`;
  const request = new Request(`http://studio.lan${path}${query}`, {
    method: verb,
    headers: { host: 'studio.lan', ...headers },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    signal: signal ?? null,
  });
  const response = await ROUTES[name][verb](request);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text === '' ? undefined : JSON.parse(text),
  };
}
