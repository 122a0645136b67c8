import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAttention, type WeightedText } from './attention';
import { chunkPrompt, tokenizePrompt } from './chunks';
import { splitComposition, type WeightedPrompt } from './composition';
import { cutExtraNetworks } from './extra-networks';
import { parseSchedule, type ScheduledText } from './prompt-schedule';
import { promptSchedule } from './schedule-steps';

/** Everything the grammar knows, and some letters. */
const UNITS = [
  '(',
  ')',
  '[',
  ']',
  ':',
  '|',
  '\\',
  '1',
  '.',
  '5',
  '-',
  'a',
  ' ',
  '\n',
  ',',
  'é',
  '😀',
  'AND',
  'BREAK',
  '<lora:x:1>',
];
const anyPrompt = fc.array(fc.constantFrom(...UNITS), { maxLength: 40 }).map((units) => units.join(''));
const runs = { numRuns: 2000 };

// --- printers: what a reading looks like, written down again ---

const escaped = (text: string) => text.replace(/[\\()[\]]/g, '\\$&');

function printAttention(pieces: WeightedText[]): string {
  return pieces
    .map(({ text, weight }) => {
      // An empty pair of brackets keeps the white space around.
      if (text === 'BREAK' && weight < 0) return weight === -1 ? '()BREAK()' : `(BREAK:${-weight})`;
      return weight === 1 ? escaped(text) : `(${escaped(text)}:${weight})`;
    })
    .join('');
}

/** Pieces without those that say nothing, neighbours of one weight as one. */
function essence(pieces: WeightedText[]): WeightedText[] {
  const result: WeightedText[] = [];
  for (const { text, weight } of pieces) {
    const last = result.at(-1);
    if (text === '') continue;
    if (last && last.weight === weight && last.text !== 'BREAK') last.text += text;
    else result.push({ text, weight });
  }
  return result;
}

function printSchedule(text: ScheduledText): string {
  return text
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if ('options' in piece) return `[${piece.options.map(printSchedule).join('|')}]`;
      return `[${printSchedule(piece.before)}:${printSchedule(piece.after)}:${piece.when}]`;
    })
    .join('');
}

const printComposition = (parts: WeightedPrompt[]) =>
  parts.map(({ text, weight }) => `${text}:${weight}`).join(' AND ');

describe('reading, writing down and reading again', () => {
  it('attention gives the same pieces', () => {
    const word = fc.string({
      unit: fc.constantFrom('(', ')', '[', ']', '\\', ':', '1', 'a', ' ', 'é', '😀'),
      minLength: 1,
      maxLength: 8,
    });
    const piece = fc.record({ text: word, weight: fc.constantFrom(1, 1.1, 0.5, -0.3, 2) });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const once = essence(parseAttention(printAttention(pieces)));
        expect(once).toEqual(essence(pieces));
        expect(essence(parseAttention(printAttention(once)))).toEqual(once);
      }),
      runs,
    );
  });

  it('attention of any prompt', () => {
    fc.assert(
      fc.property(anyPrompt, (prompt) => {
        const once = essence(parseAttention(prompt));
        const again = essence(parseAttention(printAttention(once)));
        expect(again.map(({ text }) => text).join('')).toBe(once.map(({ text }) => text).join(''));
      }),
      runs,
    );
  });

  it('schedules give the same text', () => {
    fc.assert(
      fc.property(anyPrompt, (prompt) => {
        const once = parseSchedule(prompt);
        expect(parseSchedule(printSchedule(once))).toEqual(once);
      }),
      runs,
    );
  });

  it('compositions give the same parts', () => {
    fc.assert(
      fc.property(anyPrompt, (prompt) => {
        const once = splitComposition(prompt);
        const again = splitComposition(printComposition(once));
        expect(again.map(({ weight }) => weight)).toEqual(once.map(({ weight }) => weight));
        expect(again.map(({ text }) => text.trim())).toEqual(once.map(({ text }) => text.trim()));
      }),
      runs,
    );
  });

  it('cutting extra networks twice changes nothing more, unless a cut brings a tag together', () => {
    fc.assert(
      fc.property(anyPrompt, (prompt) => {
        const { rest, tags } = cutExtraNetworks(prompt);
        expect(tags.length > 0 || rest === prompt).toBe(true);
        expect(cutExtraNetworks(rest)).toEqual({ rest, tags: [] });
      }),
      runs,
    );
  });
});

describe('any prompt', () => {
  it('has a text for every evaluation, in order', () => {
    fc.assert(
      fc.property(
        anyPrompt,
        fc.integer({ min: 1, max: 30 }),
        fc.boolean(),
        (prompt, evaluations, isSecond) => {
          const schedule = promptSchedule(prompt, {
            evaluations,
            ...(isSecond ? { evaluationsBefore: 20 } : {}),
          });
          expect(schedule.at(-1)!.until).toBe(evaluations);
          schedule.forEach(({ until }, i) => {
            expect(until >= 1 && until > (schedule[i - 1]?.until ?? 0)).toBe(true);
          });
        },
      ),
      runs,
    );
  });

  it('becomes whole chunks whose tokens are counted', () => {
    fc.assert(
      fc.property(anyPrompt, (prompt) => {
        const { chunks, count } = tokenizePrompt(prompt);
        expect(chunks.length).toBeGreaterThan(0);
        expect(count).toBeLessThanOrEqual(75 * chunks.length);
        for (const { ids, weights } of chunks) expect([ids.length, weights.length]).toEqual([77, 77]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hostile prompts', { timeout: 30_000 }, () => {
  const quickly = (work: () => void) => {
    const start = performance.now();
    work();
    expect(performance.now() - start).toBeLessThan(5000);
  };
  const n = 10_000;

  it.each<[string, string]>([
    ['square brackets, closed', `${'['.repeat(n)}a${']'.repeat(n)}`],
    ['round brackets, closed', `${'('.repeat(n)}a${')'.repeat(n)}`],
    ['open square brackets', '['.repeat(n)],
    ['open brackets of both kinds', '(['.repeat(n)],
    ['closing brackets', '])'.repeat(n)],
    ['brackets that never match', `${'[('.repeat(n / 2)}a${'])'.repeat(n / 2)}`],
    ['colons in open brackets', '[:'.repeat(n)],
    ['colons in brackets that close', `${'[a:'.repeat(n)}b${']'.repeat(n)}`],
    ['schedules in schedules', `${'[a:'.repeat(n)}b${':5]'.repeat(n)}`],
    ['alternations in alternations', `${'[a|'.repeat(n)}b${']'.repeat(n)}`],
    ['an alternation of many', `[${'a|'.repeat(n)}]`],
    ['bars', '|'.repeat(n)],
    ['backslashes', '\\'.repeat(n)],
    ['weights without brackets', ':1.2)'.repeat(n)],
    ['white space', ' '.repeat(2 * n)],
    ['white space around colons', `a${' '.repeat(n)}:${' '.repeat(n)}`],
    ['AND', ' AND '.repeat(n)],
    ['open tags', '<lora:'.repeat(n)],
    ['BREAK', 'BREAK '.repeat(n / 10)],
  ])('%s: read in no time', (_, prompt) => {
    quickly(() => {
      promptSchedule(prompt, { evaluations: 30 });
      splitComposition(prompt);
      cutExtraNetworks(prompt);
      expect(chunkPrompt(prompt).length).toBeGreaterThan(0);
    });
  });

  it('nesting is read to the bottom', () => {
    const schedule = promptSchedule(`${'['.repeat(n)}a${':b:5]'.repeat(n)}`, { evaluations: 20 });
    expect(schedule).toEqual([
      { until: 5, text: 'a' },
      { until: 20, text: 'b' },
    ]);
  });

  it.each([
    ['a | b [c:d:5]', 'a bar outside of brackets'],
    ['[a:b:5] \\', 'a backslash at the end'],
    ['[a|b:5] [c:d:5]', 'a bar in brackets that mean nothing'],
    ['[a:b:5](x|y)', 'a bar in round brackets'],
  ])('%j stays as it is: %s', (prompt) => {
    expect(promptSchedule(prompt, { evaluations: 20 })).toEqual([{ until: 20, text: prompt }]);
  });

  it('the stray bracket after a schedule is text', () => {
    expect(promptSchedule('[a:b:3]]', { evaluations: 20 }).map(({ text }) => text)).toEqual(['a]', 'b]']);
  });

  it('steps that are no reasonable numbers end at the last step, or are over', () => {
    const texts = (prompt: string) => promptSchedule(prompt, { evaluations: 20 }).map(({ text }) => text);
    expect(texts('[a:b:1e999]')).toEqual(['a']);
    expect(texts('[a:b:-1e999]')).toEqual(['b']);
    expect(texts(`[a:b:${'9'.repeat(400)}]`)).toEqual(['a']);
  });
});
