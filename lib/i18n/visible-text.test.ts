import { expect, test } from 'vitest';
import { needsTranslation } from './testing-proper-names';
import { childrenOf, isNode, type SyntaxNode, sourcesOf, textOf } from './testing-sources';

/** Attributes and properties that people read or are read to. */
const READ =
  /^(label|title|placeholder|alt|note|hint|head|empty|message|caption|description|summary|act|words|aria-(label|description|roledescription|valuetext))$/;

/** Answers and acts of the server, whose sentences `sentences/` translates, and the keys of infotexts. */
const ELSEWHERE =
  /^app\/(api|internal|sdapi|v1)\/|^app\/\(auth\)\/.*(join|set-password)\.ts$|(values-of-infotext|stage\/facts)\.tsx?$/;

/** Where one is typed, an address is shown as it is written. */
const EXAMPLE = 'nas.studio.lan:8443';

/** The texts an expression may come to: both sides of a choice, and what stands behind a condition. */
function outcomesOf(node: SyntaxNode): string[] {
  const text = textOf(node);
  if (text !== null) return [text];
  const sides = {
    ConditionalExpression: [node.consequent, node.alternate],
    BinaryExpression: [node.right],
    ParenthesisExpression: [node.expression],
    JSXExpressionContainer: [node.expression],
  }[node.type];
  return (sides ?? []).filter(isNode).flatMap(outcomesOf);
}

const nameOf = (node: unknown): string =>
  isNode(node)
    ? node.type === 'JSXNamespacedName'
      ? `${nameOf(node.namespace)}:${nameOf(node.name)}`
      : String(node.value ?? '')
    : '';

/** Reads like English wherever it stands: `Next in the queue`, `step {} of {}`. */
const PHRASE =
  /^(\p{Lu}[\p{Ll}’]+|\{\})( (\p{Ll}+|\{\}))+[.:?!…]*$|^\p{Lu}[^{}<>=;/]* [^{}<>=;/]*[\p{Ll}”)][.?!…]$/u;

/** What of a node is shown or read out as it stands there. */
function visibleIn(node: SyntaxNode): string[] {
  switch (node.type) {
    case 'JSXText':
      return [String(node.value).replace(/\s+/g, ' ').trim()];
    case 'JSXElement':
    case 'JSXFragment':
      return (node.children as SyntaxNode[])
        .filter(({ type }) => type === 'JSXExpressionContainer')
        .flatMap(outcomesOf);
    case 'JSXAttribute':
      return READ.test(nameOf(node.name)) && isNode(node.value) ? outcomesOf(node.value) : [];
    case 'KeyValueProperty':
      return READ.test(nameOf(node.key)) ? outcomesOf(node.value as SyntaxNode) : [];
    case 'CallExpression': {
      const { callee } = node as { callee?: SyntaxNode };
      const called = callee?.type === 'MemberExpression' ? callee.object : callee;
      const [first] = node.arguments as { expression: SyntaxNode }[];
      return nameOf(called) === 'toast' && first ? outcomesOf(first.expression) : [];
    }
    case 'StringLiteral':
    case 'TemplateLiteral':
      return [textOf(node) ?? ''].filter((text) => PHRASE.test(text));
    default:
      return [];
  }
}

const everythingIn = (node: SyntaxNode): SyntaxNode[] => [node, ...childrenOf(node).flatMap(everythingIn)];

test('no page or component holds words of its own: they stand in lib/i18n/messages', () => {
  const found = sourcesOf('components', 'app')
    .filter(({ path }) => !ELSEWHERE.test(path))
    .flatMap(({ path, tree }) =>
      everythingIn(tree)
        .flatMap(visibleIn)
        .filter((text) => text !== EXAMPLE && needsTranslation(text))
        .map((text) => `${path}: ${text}`),
    );
  expect(found).toEqual([]);
});
