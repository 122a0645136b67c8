import { expect, test } from 'vitest';
import { LOCALES } from '../locales';
import { needsTranslation } from '../testing-proper-names';
import { messagesOf } from '.';

type Tree = { [key: string]: string | Tree };

/** `[['frame.tabs.txt2img', 'Txt2img'], …]` */
function leaves(tree: Tree, path: string[] = []): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[[...path, key].join('.'), value]] : leaves(value, [...path, key]),
  );
}

/** What a text takes in, `count` and `<link>`; that which only chooses between branches (`plural`) is `count?`. */
function takenIn(text: string): Set<string> {
  const taken = new Set(text.match(/<\/?\w+>/g));
  let depth = 0;
  for (const [brace, name, form] of text.matchAll(/\{\s*(\w*)\s*(?:,\s*(\w+))?|\}/g)) {
    // Braces within an argument hold a branch of it, which is text again.
    if (name && depth % 2 === 0) taken.add(form === 'plural' || form === 'select' ? `${name}?` : name);
    depth += brace === '}' ? -1 : 1;
  }
  return taken;
}

/** A language may do without branches, or say as a number what English only counts by. */
function takesInTheSame(text: string, english: string): boolean {
  const [here, there] = [takenIn(text), takenIn(english)];
  const plain = (part: string) => part.replace('?', '');
  const known = new Set([...there].map(plain));
  return (
    [...here].every((part) => known.has(plain(part))) &&
    [...there].every((part) => part.endsWith('?') || here.has(part))
  );
}

const english = new Map(leaves(messagesOf('en')));

for (const locale of LOCALES.filter((other) => other !== 'en')) {
  const texts = new Map(leaves(messagesOf(locale)));

  test(`${locale} says everything that English says, and nothing else`, () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test(`${locale} takes in what English takes in`, () => {
    const different = [...texts].filter(([key, text]) => !takesInTheSame(text, english.get(key) ?? ''));
    expect(different).toEqual([]);
  });

  test(`${locale} has words of its own`, () => {
    const untranslated = [...texts].filter(
      ([key, text]) => text === english.get(key) && needsTranslation(text),
    );
    expect(untranslated).toEqual([]);
  });
}
