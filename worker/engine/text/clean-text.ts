const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  times: '×',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  eacute: 'é',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
};
const ENTITY = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w{2,8}));/g;

const LIGATURES: Record<string, string> = {
  Ĳ: 'IJ',
  ĳ: 'ij',
  ŉ: 'ʼn',
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'ſt',
  ﬆ: 'st',
};
const LIGATURE = /[Ĳĳŉﬀ-ﬆ]/g;
/** Full-width Latin and half-width Katakana, and the ideographic space. */
const OF_OTHER_WIDTH = /[\u3000\uff01-\uffef]/g;
const SINGLE_QUOTE = /[\u02bc\u2018-\u201b]/g;
const DOUBLE_QUOTE = /[\u201c-\u201f]/g;
/** Control characters that are no white space, and marks that show nothing. */
const INVISIBLE = /(?![\t\n\v\f\r])\p{Cc}|[\u206a-\u206f\ufeff\ufff9-\ufffc]/gu;

function unescaped(line: string): string {
  // A line with a < is taken for markup, whose entities mean themselves.
  if (line.includes('<')) return line;
  return line.replace(ENTITY, (entity, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name) return ENTITIES[name] ?? entity;
    const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal!, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}

/**
 * Text as CLIP's tokenizer wants it: entities, ligatures, widths, quotes and invisible characters made plain. What ftfy
 * does besides, guessing encodings that were mixed up, is left out.
 * @see rspeer/python-ftfy `ftfy/__init__.py`, fix_text
 */
export function cleanText(text: string): string {
  return text
    .split('\n')
    .map(unescaped)
    .join('\n')
    .replace(LIGATURE, (letters) => LIGATURES[letters] ?? letters)
    .replace(OF_OTHER_WIDTH, (letter) => letter.normalize('NFKC'))
    .replace(SINGLE_QUOTE, "'")
    .replace(DOUBLE_QUOTE, '"')
    .replace(INVISIBLE, '')
    .normalize('NFC');
}
