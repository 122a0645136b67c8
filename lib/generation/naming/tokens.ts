import { pythonFloat } from '../python-number';
import { cleanPart } from './clean-name';
import type { Hashed, NameFacts } from './name-facts';
import { strftime } from './strftime';

/** Says nothing, and neither does the text between it and the token before. */
export const NOTHING = Symbol('nothing');

/** What a token says; null: it can't say anything, so that its own text stays. */
export type Said = string | number | null | typeof NOTHING;

export interface TokenContext extends NameFacts {
  /** Words of a prompt that `[prompt_words]` takes. */
  mostWords: number;
}

type Token = (facts: TokenContext, args: readonly string[]) => Said;

const DEFAULT_TIME = '%Y%m%d%H%M%S';
const spaced = (text: string) => cleanPart(text, { keepsSpaces: true });
/** White space and ASCII punctuation. */
const BETWEEN_WORDS = /[\s!-/:-@[-`{-~]+/;

const capitalized = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();

function words({ prompt, mostWords }: TokenContext): string {
  const all = prompt.split(BETWEEN_WORDS).filter(Boolean);
  return spaced((all.length > 0 ? all : ['empty']).slice(0, mostWords).join(' '));
}

/** `[hasprompt<cat|pet><dog>]`: each text that the prompt has, or what stands behind the bar. */
function found({ prompt }: NameFacts, args: readonly string[]): string {
  const lower = prompt.toLowerCase();
  const each = args.filter(Boolean).map((arg) => {
    const [expected = '', otherwise = ''] = arg.split('|');
    return lower.includes(expected.toLowerCase()) ? expected.toLowerCase() : otherwise;
  });
  return cleanPart(each.join(''));
}

/** As many digits as the argument says. */
const digest =
  (what: Hashed, usual?: number): Token =>
  ({ hashOf }, [length = '']) => {
    if (length !== '' && !/^\s*[+-]?\d+\s*$/.test(length)) return null;
    return hashOf(what).slice(0, length === '' ? usual : Number(length));
  };

/** Up to the first dot; of a hidden file what follows it. */
function vaeName({ vae }: NameFacts): string {
  if (vae === null) return 'NoneType';
  const [first = '', second = ''] = vae.split('.');
  return cleanPart(first || second, { keepsSpaces: true });
}

/**
 * The tokens of a pattern (sdapi §17).
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/images.py`, FilenameGenerator
 */
const TOKENS: Readonly<Record<string, Token>> = {
  basename: ({ basename }) => basename || 'img',
  seed: ({ seed }) => seed,
  seed_first: ({ seed, seeds, batchSize }) => (batchSize === 1 ? seed : seeds.first),
  seed_last: ({ seeds, batchSize }) => (batchSize === 1 ? NOTHING : seeds.last),
  steps: ({ steps }) => steps,
  cfg: ({ cfgScale }) => pythonFloat(cfgScale),
  width: ({ width }) => width,
  height: ({ height }) => height,
  styles: ({ styles }) => spaced(styles.filter((style) => style !== 'None').join(', ') || 'None'),
  sampler: ({ sampler }) => spaced(sampler),
  scheduler: ({ scheduler }) => spaced(capitalized(scheduler)),
  sampler_scheduler: ({ sampler, scheduler }) => spaced(`${sampler} ${capitalized(scheduler)}`),
  model_hash: ({ model }) => model.hash,
  model_name: ({ model }) => spaced(model.name),
  date: ({ date }) => strftime(date, '%Y-%m-%d'),
  datetime: ({ date }, [format, zone]) => spaced(strftime(date, format || DEFAULT_TIME, zone)),
  job_timestamp: ({ begun }) => strftime(begun, DEFAULT_TIME),
  prompt: ({ prompt }) => cleanPart(prompt),
  prompt_spaces: ({ prompt }) => spaced(prompt),
  prompt_no_styles: ({ promptWithoutStyles }) => spaced(promptWithoutStyles),
  prompt_words: words,
  prompt_hash: digest('prompt', 8),
  negative_prompt_hash: digest('negativePrompt', 8),
  full_prompt_hash: digest('fullPrompt', 8),
  image_hash: digest('image'),
  batch_number: ({ batchSize, index }) => (batchSize === 1 ? NOTHING : (index % batchSize) + 1),
  batch_size: ({ batchSize }) => batchSize,
  generation_number: ({ batchSize, batchCount, index }) =>
    batchSize === 1 && batchCount === 1 ? NOTHING : index + 1,
  hasprompt: found,
  clip_skip: ({ clipSkip }) => clipSkip,
  denoising: ({ denoisingStrength }) => (denoisingStrength ? pythonFloat(denoisingStrength) : NOTHING),
  user: ({ user }) => spaced(user),
  vae_filename: vaeName,
  none: () => '',
};

/** Names of tokens, in the order in which they are told. */
export const TOKEN_NAMES: readonly string[] = Object.keys(TOKENS);

/** What a token says; null for one that nobody knows. */
export const sayToken = (name: string, facts: TokenContext, args: readonly string[]): Said =>
  Object.hasOwn(TOKENS, name.toLowerCase()) ? TOKENS[name.toLowerCase()]!(facts, args) : null;
