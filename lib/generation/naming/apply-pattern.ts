import { NOTHING, sayToken, type TokenContext } from './tokens';

const TOKEN = /\[([^[\]]+)\]/g;
/** The last of a token's arguments, `name<one><two>`. */
const ARGUMENT = /^(.*)<([^>]*)>$/s;

function readToken(text: string): { name: string; args: string[] } {
  const args: string[] = [];
  let name = text;
  for (let match = ARGUMENT.exec(name); match; match = ARGUMENT.exec(name)) {
    name = match[1]!;
    args.unshift(match[2]!);
  }
  return { name, args };
}

/**
 * The text of a pattern, each `[token]` replaced by what it says. Unknown ones stay without their arguments; one that has nothing to
 * say takes the text in front of it along.
 */
export function applyPattern(pattern: string, facts: TokenContext): string {
  let said = '';
  let end = 0;
  for (const match of pattern.matchAll(TOKEN)) {
    const before = pattern.slice(end, match.index);
    end = match.index + match[0].length;
    const { name, args } = readToken(match[1]!);
    const value = sayToken(name, facts, args);
    if (value !== NOTHING) said += before + (value ?? `[${name}]`);
  }
  return said + pattern.slice(end);
}

/** Whether a pattern has a token of that name. */
export const namesToken = (pattern: string, wanted: string): boolean =>
  [...pattern.matchAll(TOKEN)].some((match) => readToken(match[1]!).name.toLowerCase() === wanted);
