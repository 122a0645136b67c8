/** What somebody typed into the search field. */
export interface Search {
  /** Words that must all be there, each as the beginning of a word. */
  words: string;
  /** Words none of which may be there. */
  unwanted: string[];
  /** Beginnings of words of tags, each of which the picture must have. */
  tags: string[];
  /** Texts that must be there as they are but for upper and lower case. */
  phrases: string[];
}

/** A text in quotes, or anything up to the next space, with a minus before it or not. */
const TERM = /(-?)(?:"([^"]*)"?|(\S+))/g;

/**
 * Reads a search: `red house` (both words, in the prompt or the parameters), `"red house"` (these words together),
 * `-blurry` (without), `#sky` (with such a tag). Any text can be read; a minus or a quote alone says nothing.
 */
export function readSearch(text: string): Search {
  const search: Search = { words: '', unwanted: [], tags: [], phrases: [] };
  for (const [, minus, phrase, word = ''] of text.matchAll(TERM)) {
    const term = (phrase ?? word).trim();
    if (!/[\p{L}\p{N}]/u.test(term)) continue;
    if (minus) search.unwanted.push(term);
    else if (term.startsWith('#')) search.tags.push(term.slice(1).toLowerCase());
    else {
      search.words += ` ${term}`;
      if (phrase !== undefined) search.phrases.push(term);
    }
  }
  search.words = search.words.trim();
  return search;
}
