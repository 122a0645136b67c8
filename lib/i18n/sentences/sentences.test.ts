import { expect, test } from 'vitest';
import { childrenOf, type SyntaxNode, sourcesOf, textOf } from '../testing-sources';
import ja from './ja.json';
import zh from './zh.json';

/** What is said here reaches no page of the studio: the command line, the start, programs, logs, the books of Help. */
const ELSEWHERE =
  /^lib\/(audit|cli|config|db|help|i18n|log|openai-api|processes|webui-api)\b|^lib\/data-dir\/(inside|layout|prepare)|^app\/(sdapi|v1)|^lib\/generation\/(parse-infotext|upscalers)|password-hash|^lib\/options\/kept-options|^worker\/engine\/(derived|quantized)/;

const isSentence = (text: string) =>
  /^["“A-Z{][\s\S]* [\s\S]*[.?”)]$/.test(text) &&
  /[a-z]{2,} [a-z{“"]/.test(text) &&
  text.endsWith('.') &&
  !/^(SELECT|INSERT|UPDATE|DELETE|WITH) /.test(text);

function textsIn(node: SyntaxNode): string[] {
  if (node.type === 'ImportDeclaration') return [];
  const text = textOf(node);
  return [
    ...(text === null ? [] : [text]),
    ...(node.type === 'BinaryExpression' && text ? [] : childrenOf(node).flatMap(textsIn)),
  ];
}

const withoutNames = (text: string) => text.replace(/\{[=~]?\w+\}/g, '{}');
const namesIn = (text: string) => [...text.matchAll(/\{[=~]?(\w+)\}/g)].map(([, name]) => name);

const said = sourcesOf('lib', 'app', 'worker').map(({ path, tree }) => ({ path, texts: textsIn(tree) }));
const translated = new Set(Object.keys(zh.sentences).map(withoutNames));

test('what the server says to people in the studio has translations', () => {
  const missing = said
    .filter(({ path }) => !ELSEWHERE.test(path))
    .flatMap(({ texts }) => texts.filter(isSentence))
    .filter((text) => !translated.has(text));
  expect([...new Set(missing)]).toEqual([]);
});

test('what is translated is still said', () => {
  const all = new Set(said.flatMap(({ texts }) => texts));
  expect([...translated].filter((text) => !all.has(text))).toEqual([]);
});

test.each([
  ['zh', zh],
  ['ja', ja],
])('%s takes in only what English takes in, and has the same sentences', (_, table) => {
  expect(Object.keys(table.sentences)).toEqual(Object.keys(zh.sentences));
  expect(Object.keys(table.words)).toEqual(Object.keys(zh.words));
  const strange = Object.entries({ ...table.sentences, ...table.words }).filter(([english, text]) =>
    namesIn(text).some((name) => !namesIn(english).includes(name)),
  );
  expect(strange).toEqual([]);
});
