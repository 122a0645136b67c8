/** Something a prompt can call for. */
export interface Suggestion {
  kind: 'lora' | 'hypernetwork' | 'embedding' | 'style';
  name: string;
}

/** What stands before the caret and may become a suggestion. */
export interface Asked {
  /** Where it begins; it ends at the caret. */
  start: number;
  /** What is looked for, in lower case. */
  query: string;
  /** Inside of a tag that is being written: only extra networks are meant. */
  isTag: boolean;
}

const OPEN_TAG = /<(?:(lora|lyco|hypernet)?:?)?([^<>:\n]{0,100})$/i;
const WORD = /[^\s,()[\]{}<>|:\\]{2,60}$/u;

/** What is being written before a caret; null: nothing that could become something else. */
export function askedBefore(text: string, caret: number): Asked | null {
  const before = text.slice(Math.max(0, caret - 200), caret);
  const tag = OPEN_TAG.exec(before);
  if (tag) {
    const query = (tag[2] ?? '').toLowerCase();
    return { start: caret - tag[0].length, query, isTag: true };
  }
  const [word] = WORD.exec(before) ?? [];
  return word === undefined ? null : { start: caret - word.length, query: word.toLowerCase(), isTag: false };
}

const isNetwork = ({ kind }: Suggestion) => kind === 'lora' || kind === 'hypernetwork';

/** 0: begins with it, 1: a word in it does, 2: contains it; null: does not match. */
function rank(name: string, query: string): number | null {
  const folded = name.toLowerCase();
  if (folded.startsWith(query)) return 0;
  const place = folded.indexOf(query);
  if (place === -1) return null;
  return /[\p{L}\p{N}]/u.test(folded[place - 1]!) ? 2 : 1;
}

const MOST = 8;

/** The best of what is offered; while plain words are written, only what one of its words begins with. */
export function suggest({ query, isTag }: Asked, offered: readonly Suggestion[]): Suggestion[] {
  const found = offered.flatMap((suggestion) => {
    if (isTag && !isNetwork(suggestion)) return [];
    const place = rank(suggestion.name, query);
    return place === null || (!isTag && place > 1) ? [] : [{ suggestion, place }];
  });
  found.sort((a, b) => a.place - b.place);
  return found.slice(0, MOST).map(({ suggestion }) => suggestion);
}

/** What stands in the prompt once a suggestion is taken; a style does not: it is chosen. */
export function textOf({ kind, name }: Suggestion): string {
  if (kind === 'lora') return `<lora:${name}:1>`;
  if (kind === 'hypernetwork') return `<hypernet:${name}:1>`;
  return kind === 'style' ? '' : name;
}
