/** What a stretch of a prompt is. */
export type SpanKind = 'words' | 'bracket' | 'weight' | 'network' | 'keyword' | 'comment' | 'unmatched';

export interface Span {
  kind: SpanKind;
  text: string;
}

const LEXEME =
  /\\[^\n]|#[^\n]*|<[\p{L}\p{N}_]+:[^<>\n]*>|(?<![\p{L}\p{N}_])(?:AND|BREAK)(?![\p{L}\p{N}_])|[()[\]|<]|:\s*[+-]?[.\d]+\s*(?=[)\]])|[^\\#<()[\]|:AB,\n]+|[\s\S]/gu;

/** Characters after which a stretch of plain words ends at the next comma or line. */
const LONG_WORDS = 100;

/** The partner that opens what a bracket closes. */
const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

function kindOf(lexeme: string): SpanKind {
  const first = lexeme[0]!;
  if (lexeme === 'AND' || lexeme === 'BREAK') return 'keyword';
  if (first === '#') return 'comment';
  if (first === '<') return lexeme.length > 1 ? 'network' : 'unmatched';
  if (lexeme === '|' || (first === ':' && lexeme.length > 1)) return 'weight';
  return '()[]'.includes(lexeme) ? 'bracket' : 'words';
}

/** Brackets without a partner. */
function markUnmatched(spans: Span[]): void {
  const open: Span[] = [];
  for (const span of spans) {
    if (span.kind !== 'bracket') continue;
    const partner = OPENING[span.text];
    if (partner === undefined) open.push(span);
    else if (open.at(-1)?.text === partner) open.pop();
    else span.kind = 'unmatched';
  }
  for (const span of open) span.kind = 'unmatched';
}

/** Words of which there are enough for one stretch: plain prompts have stretches too. */
const isWhole = ({ text }: Span) => text.length >= LONG_WORDS && /[,\n]$/.test(text);

/**
 * A prompt cut into stretches of one kind, in time linear in its length; together they are the prompt. It shows what the
 * engine reads: `(a:1.2)`, `[a:b:0.5]`, `[a|b]`, AND, BREAK, tags of extra networks, comments, and brackets that match nothing.
 */
export function highlight(prompt: string): Span[] {
  const spans: Span[] = [];
  for (const [text] of prompt.matchAll(LEXEME)) {
    const kind = kindOf(text);
    const last = spans.at(-1);
    if (kind === 'words' && last?.kind === 'words' && !isWhole(last)) last.text += text;
    else spans.push({ kind, text });
  }
  markUnmatched(spans);
  return spans;
}

/** Characters after which a block ends at the next comma or line. */
const BLOCK = 300;

/**
 * Spans in blocks that end after a comma or a line, so that typing in one leaves the others as they are.
 */
export function blocksOf(spans: readonly Span[]): Span[][] {
  const blocks: Span[][] = [];
  let block: Span[] = [];
  let length = 0;
  for (const span of spans) {
    block.push(span);
    length += span.text.length;
    if (length >= BLOCK && /[,\n]/.test(span.text)) {
      blocks.push(block);
      block = [];
      length = 0;
    }
  }
  if (block.length > 0) blocks.push(block);
  return blocks;
}
