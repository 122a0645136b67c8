import { expect, test } from 'vitest';
import { LOCALES } from '../locales';
import { messagesOf } from '.';

type Tree = { [key: string]: string | Tree };

/** `[['frame.tabs.txt2img', 'Txt2img'], …]` */
function leaves(tree: Tree, path: string[] = []): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[[...path, key].join('.'), value]] : leaves(value, [...path, key]),
  );
}

/** What a text takes in, `{count` and `<link>`, however often and in whatever order it does. */
function takenIn(text: string): string[] {
  return [...new Set(text.match(/\{\s*\w+|<\/?\w+>/g)?.map((part) => part.replace(/\s/g, '')))].sort();
}

const english = new Map(leaves(messagesOf('en')));

for (const locale of LOCALES.filter((other) => other !== 'en')) {
  const texts = new Map(leaves(messagesOf(locale)));

  test(`${locale} says everything that English says, and nothing else`, () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test(`${locale} takes in what English takes in`, () => {
    const different = [...texts].filter(
      ([key, text]) => String(takenIn(text)) !== String(takenIn(english.get(key) ?? '')),
    );
    expect(different).toEqual([]);
  });
}
