import type { ExtraNetworkTag } from '../text/extra-networks';
import type { AdapterRequest } from './adapter-request';

/** What prompts ask for; whoever knows the folders adds the path. */
export type AdapterWish = Omit<AdapterRequest, 'path'>;

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** Positional and `name=value` items apart. */
function itemsOf(items: string[]): { positional: string[]; named: Map<string, string> } {
  const positional: string[] = [];
  const named = new Map<string, string>();
  for (const item of items) {
    const equals = item.indexOf('=');
    if (equals === -1) positional.push(item);
    else named.set(item.slice(0, equals), item.slice(equals + 1));
  }
  return { positional, named };
}

/** Undefined for what is no number. */
function weightOf(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise;
  return NUMBER.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

const wholeNumber = (text: string) => (/^\s*[+-]?\d{1,9}\s*$/.test(text) ? Number(text) : undefined);

const STRENGTH = 'its strength is no number';

/** What a tag asks for, or why it cannot be read. */
function readTag({ kind, items }: ExtraNetworkTag): AdapterWish | string {
  const { positional, named } = itemsOf(items);
  const [name = '', first, second, third] = positional;
  if (kind === 'hypernet') {
    const strength = weightOf(first, 1);
    return strength === undefined
      ? STRENGTH
      : { kind: 'hypernetwork', name, teWeight: 0, unetWeight: strength };
  }
  const teWeight = weightOf(named.get('te') ?? first, 1);
  const unetWeight = weightOf(named.get('unet') ?? second, teWeight ?? 1);
  if (teWeight === undefined || unetWeight === undefined) return STRENGTH;
  const ranks = named.get('dyn') ?? third;
  if (ranks === undefined) return { kind: 'lora', name, teWeight, unetWeight };
  const dyn = wholeNumber(ranks);
  return dyn === undefined
    ? 'its number of ranks is no whole number'
    : { kind: 'lora', name, teWeight, unetWeight, dyn };
}

const KNOWN_KINDS = new Set(['lora', 'lyco', 'hypernet']);

/**
 * Reads `<lora:NAME:te:unet:dyn>` (also `te=`, `unet=`, `dyn=`; te is 1 unless said, unet is te unless said, dyn is how
 * many ranks are used), `<lyco:…>`, which is the same, and `<hypernet:NAME:strength>`. Tags of other kinds are nobody's.
 * @see AUTOMATIC1111/stable-diffusion-webui `extensions-builtin/Lora/extra_networks_lora.py`
 */
export function readAdapterTags(tags: ExtraNetworkTag[]): { adapters: AdapterWish[]; warnings: string[] } {
  const adapters: AdapterWish[] = [];
  const warnings: string[] = [];
  for (const tag of tags) {
    if (!KNOWN_KINDS.has(tag.kind)) continue;
    const wish = readTag(tag);
    if (typeof wish !== 'string') adapters.push(wish);
    else {
      const shown = `<${tag.kind}:${tag.items.join(':')}>`.slice(0, 120);
      warnings.push(`The tag ${shown} was left out: ${wish}.`);
    }
  }
  return { adapters, warnings };
}
