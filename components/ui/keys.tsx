import { classNames } from './class-names';

/** Keyboard keys, each in a small cap. `keys` like `Ctrl Enter`. */
export function Keys({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={classNames('inline-flex items-center gap-1', className)}>
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className="grid h-4 min-w-4 place-items-center rounded-small border border-current/25 px-1 font-sans text-small leading-none"
        >
          {glyphs[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}

const glyphs: Record<string, string> = { Enter: '⏎', Left: '←', Right: '→', Up: '↑', Down: '↓', Shift: '⇧' };
