'use client';
import { memo, type Ref, useMemo } from 'react';
import { blocksOf, highlight, type Span, type SpanKind } from './highlight';

/** Colours alone: anything that changed a letter's width would part the text from the caret. */
const LOOKS: Readonly<Record<SpanKind, string | undefined>> = {
  words: undefined,
  bracket: 'text-accent-text',
  weight: 'text-accent-text',
  network: 'rounded-small bg-accent-soft text-accent-text',
  keyword: 'text-accent-text underline decoration-dotted underline-offset-4',
  comment: 'text-faint',
  unmatched: 'rounded-small bg-danger-soft text-danger underline decoration-wavy',
};

/** What is seen of a prompt: the field above it shows only the caret and what is selected. */
export const Mirror = memo(({ text, ref }: { text: string; ref: Ref<HTMLDivElement> }) => {
  const blocks = useMemo(() => blocksOf(highlight(text)), [text]);
  return (
    <div
      ref={ref}
      aria-hidden
      className="pointer-events-none min-h-[inherit] px-2 py-1.5 break-words whitespace-pre-wrap"
    >
      {blocks.map((spans, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place in the text
        <Block key={place} spans={spans} />
      ))}
      {/* A last line that is empty takes its room too. */}
      {'\u200b'}
    </div>
  );
});

const Block = memo(
  ({ spans }: { spans: Span[] }) =>
    spans.map(({ kind, text }, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place in the block
      <span key={place} className={LOOKS[kind]}>
        {text}
      </span>
    )),
  (before, after) =>
    before.spans.length === after.spans.length &&
    before.spans.every(({ kind, text }, k) => after.spans[k]?.kind === kind && after.spans[k]?.text === text),
);
