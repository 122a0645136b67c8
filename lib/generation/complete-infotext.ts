import { oldFirstSize } from './hires';
import type { ParsedInfotext } from './parse-infotext';

/** What an infotext with parameters means by keys it does not have. */
const ABSENT: readonly [key: string, value: string][] = [
  ['Clip skip', '1'],
  // Elsewhere noise is drawn on the graphics card unless said.
  ['RNG', 'GPU'],
  ['Schedule type', 'Automatic'],
  ['Schedule max sigma', '0'],
  ['Schedule min sigma', '0'],
  ['Schedule rho', '0'],
  ['Refiner switch by sampling steps', 'False'],
];

/** `v1.7.0-225-gabc` as numbers: major, minor, patch, commits after it. Nothing for other programs' versions. */
function versionOf(text: string | undefined): number[] | null {
  const [, major, minor, patch, commits = '0'] =
    /^v?(\d+)\.(\d+)\.(\d+)(?:-(?:RC-)?(\d+))?(?:-g?[0-9a-f]+)?$/i.exec(text ?? '') ?? [];
  return major === undefined ? null : [major, minor, patch, commits].map(Number);
}

function isBefore(version: readonly number[], other: readonly number[]): boolean {
  const place = version.findIndex((value, k) => value !== other[k]);
  return place !== -1 && version[place]! < other[place]!;
}

/** How old versions of the WebUI drew, in the words of new ones. */
function addOldWays(pairs: Map<string, string>, prompt: string): void {
  const version = versionOf(pairs.get('Version'));
  if (!version) return;
  const isBefore16 = isBefore(version, [1, 6, 0, 0]);
  const old: [key: string, isSo: boolean][] = [
    ['Old prompt editing timelines', isBefore16 && prompt.includes('[')],
    ['Pad conds v0', isBefore16 && ['DDIM', 'PLMS'].includes(pairs.get('Sampler') ?? '')],
    ['Downcast alphas_cumprod', isBefore(version, [1, 7, 0, 225])],
    ['Refiner switch by sampling steps', isBefore(version, [1, 8, 0, 0]) && pairs.has('Refiner')],
  ];
  for (const [key, isSo] of old) if (isSo) pairs.set(key, 'True');
}

/** The oldest hires fix told the first pass's size apart; 0x0 is computed. */
function addOldHires(pairs: Map<string, string>): void {
  const first = {
    width: Number(pairs.get('First pass size-1')),
    height: Number(pairs.get('First pass size-2')),
  };
  if (Number.isNaN(first.width + first.height)) return;
  const second = { width: Number(pairs.get('Size-1') ?? 512), height: Number(pairs.get('Size-2') ?? 512) };
  const size = first.width > 0 && first.height > 0 ? first : oldFirstSize(second);
  pairs.set('Size-1', String(size.width)).set('Size-2', String(size.height));
  pairs.set('Hires resize-1', String(second.width)).set('Hires resize-2', String(second.height));
}

/**
 * An infotext with what it leaves unsaid (sdapi §16.4, steps 5, 6 and 8); a text without parameters stays as it is.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/infotext_utils.py`, `modules/infotext_versions.py`
 */
export function completeInfotext({ prompt, negativePrompt, pairs }: ParsedInfotext): ParsedInfotext {
  if (pairs.size === 0) return { prompt, negativePrompt, pairs };
  const all = new Map(pairs);
  for (const [key, value] of ABSENT) if (!all.has(key)) all.set(key, value);
  if (!all.has('Emphasis') && /[([]/.test(prompt + negativePrompt)) all.set('Emphasis', 'Original');
  addOldHires(all);
  addOldWays(all, prompt);
  const hypernet = all.get('Hypernet');
  const tag = hypernet ? `<hypernet:${hypernet}:${all.get('Hypernet strength') ?? '1.0'}>` : '';
  return { prompt: prompt + tag, negativePrompt, pairs: all };
}
