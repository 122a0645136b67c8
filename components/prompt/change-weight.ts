/** A text and what of it is selected, in UTF-16 units. */
export interface SelectedText {
  text: string;
  start: number;
  end: number;
}

/** How far one press moves a weight: of words, and of extra networks. */
const STEP = 0.1;
const NETWORK_STEP = 0.05;
/** What ends a word, as the web UI has it. */
const DELIMITERS = new Set('.,\\/!?%^*;:{}=`~() \r\n\t');

/** The innermost pair of brackets around a place: where what stands in it begins, and where its weight's colon stands. */
function bracketAround({ text, start }: SelectedText, open: string, close: string): [number, number] | null {
  const openAt = unmatchedBefore(text, start, open, close);
  const closeAt = unmatchedAfter(text, start, open, close);
  if (openAt === -1 || closeAt === -1) return null;
  const colon = text.lastIndexOf(':', closeAt - 1);
  return colon > openAt ? [openAt + 1, colon] : null;
}

/** Just behind a closing bracket is still at it. */
function bracketBehind(selected: SelectedText): [number, number] | null {
  const inside = { ...selected, start: selected.start - 1 };
  const close = selected.text[inside.start];
  if (close === '>') return bracketAround(inside, '<', '>');
  return close === ')' ? bracketAround(inside, '(', ')') : null;
}

function unmatchedBefore(text: string, place: number, open: string, close: string): number {
  let depth = 0;
  for (let k = place - 1; k >= 0; k--) {
    if (text[k] === close) depth++;
    else if (text[k] === open && depth-- === 0) return k;
  }
  return -1;
}

function unmatchedAfter(text: string, place: number, open: string, close: string): number {
  let depth = 0;
  for (let k = place; k < text.length; k++) {
    if (text[k] === open) depth++;
    else if (text[k] === close && depth-- === 0) return k;
  }
  return -1;
}

function wordAround({ text, start }: SelectedText): [number, number] {
  let [from, to] = [start, start];
  while (from > 0 && !DELIMITERS.has(text[from - 1]!)) from--;
  while (to < text.length && !DELIMITERS.has(text[to]!)) to++;
  return [from, to];
}

/** `1.0`, `0.95`: whole numbers show that they are weights. */
const written = (weight: number) => (Number.isInteger(weight) ? weight.toFixed(1) : String(weight));

/**
 * Raises (+1) or lowers (-1) the weight of what is selected, else of the tag or the brackets around the caret, else of the
 * word there. A weight of 1 loses its brackets. Null: there is nothing to weigh.
 * @see AUTOMATIC1111/stable-diffusion-webui `javascript/edit-attention.js`
 */
export function changeWeight(selected: SelectedText, by: 1 | -1): SelectedText | null {
  const { text } = selected;
  const [start, whole] =
    selected.start !== selected.end
      ? [selected.start, selected.end]
      : (bracketBehind(selected) ??
        bracketAround(selected, '<', '>') ??
        bracketAround(selected, '(', ')') ??
        wordAround(selected));
  const opening = text[start - 1];
  const isNetwork = opening === '<';
  if (isNetwork || opening === '(') {
    const stated = statedWeight(text, whole, isNetwork ? '>' : ')');
    if (stated) return weighed(text, start, whole, stated, by * (isNetwork ? NETWORK_STEP : STEP));
    if (isNetwork) return null;
  }
  const end = start + text.slice(start, whole).trimEnd().length;
  if (end === start) return null;
  const weight = written(rounded(1 + by * STEP));
  return {
    text: `${text.slice(0, start)}(${text.slice(start, end)}:${weight})${text.slice(end)}`,
    start: start + 1,
    end: end + 1,
  };
}

const rounded = (weight: number) => Number(weight.toPrecision(12));

interface Stated {
  weight: number;
  /** Place of the closing bracket. */
  closeAt: number;
}

/** The weight that a colon begins at a place and a closing bracket ends. */
function statedWeight(text: string, colonAt: number, close: string): Stated | null {
  const closeAt = text.indexOf(close, colonAt);
  if (text[colonAt] !== ':' || closeAt === -1) return null;
  const weight = Number.parseFloat(text.slice(colonAt + 1, closeAt));
  return Number.isNaN(weight) ? null : { weight, closeAt };
}

function weighed(
  text: string,
  start: number,
  end: number,
  { weight, closeAt }: Stated,
  by: number,
): SelectedText {
  const next = rounded(weight + by);
  const inner = text.slice(start, end);
  if (text[closeAt] === ')' && next === 1) {
    return {
      text: text.slice(0, start - 1) + inner + text.slice(closeAt + 1),
      start: start - 1,
      end: end - 1,
    };
  }
  return { text: `${text.slice(0, end + 1)}${written(next)}${text.slice(closeAt)}`, start, end };
}
