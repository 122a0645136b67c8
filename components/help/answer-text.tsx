import Link from 'next/link';
import type { ReactNode } from 'react';

const PARTS = /(\[[^\]]+\]\(\/[^)]*\)|`[^`]+`|\*\*[^*]+\*\*)/;

/** A paragraph of an answer (lib/help/help-topic.ts says what may stand in it). */
export function AnswerText({ text }: { text: string }) {
  return (
    <p className="mt-2 max-w-160 text-muted first:mt-0">
      {text.split(PARTS).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change
        <Part key={index} text={part} />
      ))}
    </p>
  );
}

function Part({ text }: { text: string }): ReactNode {
  const link = /^\[([^\]]+)\]\((.+)\)$/.exec(text);
  if (link) {
    return (
      <Link href={link[2]!} className="text-accent-text underline underline-offset-2">
        {link[1]}
      </Link>
    );
  }
  if (text.startsWith('`')) {
    return (
      <code className="rounded-small bg-hover px-1 py-0.5 font-mono text-small whitespace-nowrap text-text">
        {text.slice(1, -1)}
      </code>
    );
  }
  if (text.startsWith('**')) return <strong className="font-semibold text-text">{text.slice(2, -2)}</strong>;
  return text;
}
