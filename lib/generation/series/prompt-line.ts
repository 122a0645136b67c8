import type { GenerationFields } from '../generation-fields';
import { SAMPLERS } from '../samplers';
import { fault } from './script-problem';

/** Words of a line as a shell reads them: quotes hold words together, a backslash takes the next character as it is. */
function shellWords(line: string, number: number): string[] {
  const words: string[] = [];
  const word = /\s*((?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+)/y;
  let end = 0;
  while (line.slice(end).trim() !== '') {
    const found = word.exec(line);
    if (!found) throw fault('lines', 'unclosedQuote', { line: number });
    end = word.lastIndex;
    words.push(
      found[1]!.replace(/\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, plain, double, single) =>
        plain !== undefined ? plain : double !== undefined ? double.replace(/\\(["\\])/g, '$1') : single,
      ),
    );
  }
  return words;
}

type Read = (value: string) => Partial<GenerationFields> | null;

const whole =
  (field: keyof GenerationFields): Read =>
  (value) =>
    /^[+-]?\d+$/.test(value) ? { [field]: Number(value) } : null;
const number =
  (field: keyof GenerationFields): Read =>
  (value) =>
    value.trim() !== '' && Number.isFinite(Number(value)) ? { [field]: Number(value) } : null;
const nothing: Read = () => ({});

/** Options of a line. Those that only say where files go mean nothing here. */
const TAGS: Readonly<Record<string, Read>> = {
  sd_model: (checkpoint) => ({ checkpoint }),
  outpath_samples: nothing,
  outpath_grids: nothing,
  prompt_for_display: nothing,
  styles: (style) => ({ styles: [style] }),
  seed: whole('seed'),
  subseed_strength: number('subseedStrength'),
  subseed: whole('subseed'),
  seed_resize_from_h: whole('seedResizeFromH'),
  seed_resize_from_w: whole('seedResizeFromW'),
  sampler_index: (value) => {
    const sampler = SAMPLERS[Number(value)]?.name;
    return sampler === undefined ? null : { sampler };
  },
  sampler_name: (value) => {
    const named = SAMPLERS.find(({ name, aliases }) =>
      [name, ...aliases].some((other) => other.toLowerCase() === value.toLowerCase()),
    );
    return named ? { sampler: named.name } : null;
  },
  batch_size: whole('batchSize'),
  n_iter: whole('batchCount'),
  steps: whole('steps'),
  cfg_scale: number('cfgScale'),
  width: whole('width'),
  height: whole('height'),
  restore_faces: (value) => (value === 'true' ? null : {}),
  tiling: (value) => ({ tiling: value === 'true' }),
  do_not_save_samples: (value) => (value === 'true' ? { saveImages: false } : {}),
  do_not_save_grid: nothing,
};

const isTag = (word: string) => word.startsWith('--');

/** What a line changes, besides its prompts. */
export interface PromptLine {
  prompt: string | null;
  negativePrompt: string | null;
  changes: Partial<GenerationFields>;
}

/**
 * A line is a prompt, or, where it begins with `--`, options with their values; a prompt goes on to the next option.
 * Throws ScriptFault.
 * @param number of the line, from 1
 * @see AUTOMATIC1111/stable-diffusion-webui `scripts/prompts_from_file.py`
 */
export function readPromptLine(line: string, number: number): PromptLine {
  const read: PromptLine = { prompt: null, negativePrompt: null, changes: {} };
  if (!isTag(line)) return { ...read, prompt: line };
  const words = shellWords(line, number);
  for (let at = 0; at < words.length; ) {
    const tag = words[at]!;
    const value = words[at + 1];
    if (!isTag(tag)) throw fault('lines', 'unknownTag', { line: number, value: tag });
    if (value === undefined) throw fault('lines', 'noTagValue', { line: number, value: tag });
    if (tag === '--prompt' || tag === '--negative_prompt') {
      const end = words.findIndex((word, k) => k > at + 1 && isTag(word));
      const text = words.slice(at + 1, end === -1 ? undefined : end).join(' ');
      read[tag === '--prompt' ? 'prompt' : 'negativePrompt'] = text;
      at = end === -1 ? words.length : end;
      continue;
    }
    const name = tag.slice(2);
    if (!Object.hasOwn(TAGS, name)) throw fault('lines', 'unknownTag', { line: number, value: tag });
    const changes = TAGS[name]!(value);
    if (!changes) throw fault('lines', 'badTagValue', { line: number, value: tag });
    Object.assign(read.changes, changes);
    at += 2;
  }
  return read;
}
