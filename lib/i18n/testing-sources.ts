import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

/** A node of the syntax tree, as swc gives it. */
export interface SyntaxNode {
  type: string;
  [field: string]: unknown;
}

export interface SourceFile {
  /** `lib/jobs/submit.ts` */
  path: string;
  tree: SyntaxNode;
}

/** The TypeScript files of folders, without tests, parsed. TypeScript 7 itself has no API for it. */
export function sourcesOf(...folders: string[]): SourceFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !/\.(test|itest|d)\.tsx?$|\/testing-|\/generated\//.test(path))
    .sort()
    .map((path) => ({
      path,
      tree: parseSync(readFileSync(path, 'utf8'), {
        syntax: 'typescript',
        tsx: path.endsWith('.tsx'),
      }) as unknown as SyntaxNode,
    }));
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';

/** The nodes right below one; swc wraps some of them. */
export function childrenOf(node: object): SyntaxNode[] {
  return Object.values(node).flatMap((value): SyntaxNode[] => {
    if (isNode(value)) return [value];
    return typeof value === 'object' && value !== null ? childrenOf(value) : [];
  });
}

/** What a text, a template or a sum of them says, with `{}` for what it takes in; null for everything else. */
export function textOf(node: SyntaxNode): string | null {
  if (node.type === 'StringLiteral') return String(node.value);
  if (node.type === 'TemplateLiteral') {
    return (node.quasis as { cooked: string }[]).map(({ cooked }) => cooked).join('{}');
  }
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return null;
  const [left, right] = [node.left, node.right].map((side) => textOf(side as SyntaxNode));
  return left === null && right === null ? null : `${left ?? '{}'}${right ?? '{}'}`;
}
