/** Words, spaces, `-` and `/`, then a colon; then a quoted text with escapes or anything up to the next comma. */
const PAIR = /\s*([\p{L}\p{N}_][\p{L}\p{N}_ \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)/gu;
const SIZE = /^(\d+)x(\d+)$/;
const NEGATIVE = 'Negative prompt:';

/** Everything an infotext says. `pairs` hold text; a `Size: 512x768` became `Size-1` and `Size-2`. */
export interface ParsedInfotext {
  prompt: string;
  negativePrompt: string;
  pairs: Map<string, string>;
}

function unquoted(value: string): string {
  if (!value.startsWith('"') || !value.endsWith('"') || value.length < 2) return value;
  try {
    const text: unknown = JSON.parse(value);
    return typeof text === 'string' ? text : value;
  } catch {
    // No JSON after all: the value stays as it is written, quotes included.
    return value;
  }
}

function parsePairs(line: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const [, key, raw] of line.matchAll(PAIR)) {
    if (!key || raw === undefined) continue;
    const value = unquoted(raw);
    const [, first, second] = SIZE.exec(value) ?? [];
    if (first && second) pairs.set(`${key}-1`, first).set(`${key}-2`, second);
    else if (value !== '') pairs.set(key, value);
  }
  return pairs;
}

function parsePrompts(lines: readonly string[]): { prompt: string; negativePrompt: string } {
  const parts = { prompt: '', negativePrompt: '' };
  let part: keyof typeof parts = 'prompt';
  for (const untrimmed of lines) {
    let line = untrimmed.trim();
    if (line.startsWith(NEGATIVE)) {
      part = 'negativePrompt';
      line = line.slice(NEGATIVE.length).trim();
    }
    parts[part] += (parts[part] === '' ? '' : '\n') + line;
  }
  return parts;
}

/** Reads an infotext (sdapi §16.4, steps 1 to 4). Any text can be read; one without parameters is all prompt. */
export function parseInfotext(text: string): ParsedInfotext {
  const lines = text.trim().split('\n');
  const last = lines.at(-1) ?? '';
  const hasParameters = [...last.matchAll(PAIR)].length >= 3;
  return {
    ...parsePrompts(hasParameters ? lines.slice(0, -1) : lines),
    pairs: hasParameters ? parsePairs(last) : new Map(),
  };
}
