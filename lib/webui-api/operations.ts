import { BATCH_FIELDS, SINGLE_FIELDS } from './extras';
import { objectSchema, type Schema } from './field-schema';
import { IMG2IMG_FIELDS } from './img2img-fields';
import { INTERROGATE_FIELDS } from './interrogate';
import { PNG_INFO_FIELDS } from './png-info';
import { TASK_FIELDS } from './task-progress';
import { TXT2IMG_FIELDS } from './txt2img-fields';

/** What is told of an operation besides its address. */
export interface Operation {
  summary: string;
  body?: Schema;
  /** Of the address, all optional. */
  query?: Record<string, Schema>;
}

const TASK_ID = { task_id: { type: 'string' } } satisfies Operation['query'];
const NOT_OFFERED = 'Not offered: 501, with what to do instead.';
const OBJECT: Schema = { type: 'object' };

/** By method and path, in the order in which they are shown. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST /sdapi/v1/txt2img': {
    summary: 'Draws pictures from a prompt. Answers when they are done.',
    body: objectSchema(TXT2IMG_FIELDS),
    query: TASK_ID,
  },
  'POST /sdapi/v1/img2img': {
    summary: 'Draws pictures from pictures, whole or where a mask is white. Answers when they are done.',
    body: objectSchema(IMG2IMG_FIELDS),
    query: TASK_ID,
  },
  'POST /sdapi/v1/extra-single-image': {
    summary: 'Enlarges a picture.',
    body: objectSchema(SINGLE_FIELDS),
  },
  'POST /sdapi/v1/extra-batch-images': {
    summary: 'Enlarges pictures, one after the other.',
    body: objectSchema(BATCH_FIELDS, ['imageList']),
  },
  'POST /sdapi/v1/png-info': {
    summary: 'Reads what a picture was made with.',
    body: objectSchema(PNG_INFO_FIELDS, ['image']),
  },
  'GET /sdapi/v1/progress': {
    summary: 'How far the caller’s running job is.',
    query: { skip_current_image: { type: 'boolean', default: false } },
  },
  'POST /sdapi/v1/interrupt': { summary: 'Stops the caller’s current job after its step.' },
  'POST /sdapi/v1/skip': { summary: 'Ends the current batch of the caller’s job.' },
  'GET /sdapi/v1/options': { summary: 'All options of the caller.' },
  'POST /sdapi/v1/options': { summary: 'Changes options of the caller, and nobody else’s.', body: OBJECT },
  'GET /sdapi/v1/cmd-flags': { summary: 'How the server was started, without folders and secrets.' },
  'GET /sdapi/v1/samplers': { summary: 'Samplers on offer.' },
  'GET /sdapi/v1/schedulers': { summary: 'Schedules on offer.' },
  'GET /sdapi/v1/upscalers': { summary: 'Upscalers on offer.' },
  'GET /sdapi/v1/latent-upscale-modes': { summary: 'Ways to enlarge between the passes of a hires fix.' },
  'GET /sdapi/v1/sd-models': { summary: 'Checkpoints that the caller may use.' },
  'GET /sdapi/v1/sd-vae': { summary: 'VAEs that the caller may use.' },
  'GET /sdapi/v1/sd-modules': { summary: 'The same, as Forge calls them.' },
  'GET /sdapi/v1/loras': { summary: 'LoRAs that the caller may use.' },
  'GET /sdapi/v1/embeddings': { summary: 'Embeddings that the caller may use.' },
  'GET /sdapi/v1/hypernetworks': { summary: 'Hypernetworks that the caller may use.' },
  'GET /sdapi/v1/face-restorers': { summary: 'Face restorers: none.' },
  'GET /sdapi/v1/realesrgan-models': { summary: 'Real-ESRGAN models: none.' },
  'GET /sdapi/v1/prompt-styles': { summary: 'Styles that the caller may name.' },
  'GET /sdapi/v1/scripts': { summary: 'Names of scripts.' },
  'GET /sdapi/v1/script-info': { summary: 'Scripts with their arguments.' },
  'GET /sdapi/v1/extensions': { summary: 'Extensions that came from a repository: none.' },
  'GET /sdapi/v1/memory': { summary: 'Memory of the web process.' },
  'POST /sdapi/v1/refresh-checkpoints': { summary: 'Has the model folders read again.' },
  'POST /sdapi/v1/refresh-embeddings': { summary: 'The same.' },
  'POST /sdapi/v1/refresh-loras': { summary: 'The same.' },
  'POST /sdapi/v1/refresh-vae': { summary: 'The same.' },
  'POST /sdapi/v1/unload-checkpoint': { summary: 'Nothing: workers decide what stays in memory.' },
  'POST /sdapi/v1/reload-checkpoint': { summary: 'Nothing: workers decide what stays in memory.' },
  'POST /sdapi/v1/interrogate': { summary: NOT_OFFERED, body: objectSchema(INTERROGATE_FIELDS) },
  'POST /sdapi/v1/create/embedding': { summary: NOT_OFFERED, body: OBJECT },
  'POST /sdapi/v1/create/hypernetwork': { summary: NOT_OFFERED, body: OBJECT },
  'POST /sdapi/v1/train/embedding': { summary: NOT_OFFERED, body: OBJECT },
  'POST /sdapi/v1/train/hypernetwork': { summary: NOT_OFFERED, body: OBJECT },
  'POST /internal/progress': {
    summary: 'How far one of the caller’s tasks is, with its newest preview.',
    body: objectSchema(TASK_FIELDS),
  },
  'GET /internal/pending-tasks': { summary: 'The caller’s tasks that wait, next first.' },
  'GET /internal/ping': { summary: 'Whether the server answers. Open to all.' },
  'GET /internal/quicksettings-hint': { summary: 'Names of all options.' },
  'GET /internal/sysinfo': { summary: 'What the installation is. For admins.' },
  'GET /internal/sysinfo-download': { summary: 'The same as a file. For admins.' },
  'GET /internal/profile-startup': { summary: 'How long the web process took to start. For admins.' },
  'POST /v1/images/generations': {
    summary: 'Draws pictures from a prompt, in the words of OpenAI’s API.',
    body: {
      type: 'object',
      required: ['prompt'],
      properties: {
        prompt: { type: 'string' },
        model: { type: 'string' },
        n: { type: 'integer', default: 1 },
        size: { type: 'string', default: '512x512' },
        response_format: { type: 'string', default: 'b64_json' },
        negative_prompt: { type: 'string' },
        seed: { type: 'integer', default: -1 },
        steps: { type: 'integer', default: 20 },
      },
    },
  },
  'POST /v1/images/edits': {
    summary:
      'The same from a picture and a mask, sent as a form (multipart/form-data: image, mask, prompt, n, size).',
  },
};
