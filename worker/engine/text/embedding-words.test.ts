import { describe, expect, it } from 'vitest';
import { chunkPrompt } from './chunks';
import { cleanText } from './clean-text';
import { embeddingFinder } from './embedding-words';
import { encode } from './tokenizer';

const words = (n: number, word = 'dog') => Array(n).fill(word).join(' ');

describe('embeddings in prompts', () => {
  const embeddings = [
    { name: 'bad', length: 3 },
    { name: 'bad hands', length: 2 },
    { name: '', length: 1 },
  ];

  it('are found by their tokens, the longest name first', () => {
    const finder = embeddingFinder(embeddings);
    const tokens = encode('a bad hands bad dog');
    expect(finder.at(tokens, 0)).toBeUndefined();
    expect(finder.at(tokens, 1)).toEqual({ embedding: embeddings[1], tokens: 2 });
    expect(finder.at(tokens, 3)).toEqual({ embedding: embeddings[0], tokens: 1 });
    expect(finder.at([], 0)).toBeUndefined();
  });

  it('begin a new chunk when they do not fit', () => {
    const [first, second] = chunkPrompt(`${words(73)} bad dog`, { embeddings });
    expect(first!.embeddings).toEqual([]);
    expect(second!.embeddings).toEqual([{ embedding: embeddings[0], place: 1 }]);
    expect(second!.ids.slice(1, 5)).toEqual([0, 0, 0, encode('dog')[0]]);
  });

  it('move with the words after a comma', () => {
    const [first, second] = chunkPrompt(`bad ${words(60)}, ${words(2)} bad ${words(10)}`, { embeddings });
    expect(first!.embeddings.map(({ place }) => place)).toEqual([1]);
    expect(second!.embeddings.map(({ place }) => place)).toEqual([3]);
    expect(second!.ids.slice(3, 6)).toEqual([0, 0, 0]);
  });
});

describe('text before it is tokenised', () => {
  it.each([
    ['“a” ‘b’', `"a" 'b'`],
    ['1girl，smile　x', '1girl,smile x'],
    ['ﬁne ﬀ', 'fine ff'],
    ['&amp; &quot;a&quot; &#233; &#x1F600;', '& "a" é 😀'],
    ['<b>&amp;', '<b>&amp;'],
    ['&nothing; &;', '&nothing; &;'],
    ['a\0b\u001bc\ufeff', 'abc'],
    ['e\u0301', 'é'],
    ['a\n&lt;\n<', 'a\n<\n<'],
    ['&#0; &#1114112;', '&#0; &#1114112;'],
  ])('%j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });
});
