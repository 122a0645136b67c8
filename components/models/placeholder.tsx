import type { ModelView } from '@/lib/catalog/model-view';
import { classNames } from '../ui/class-names';
import { KIND_ICONS } from './kind-words';

const RINGS = 7;
/** Of the drawing, its own units. */
const SIDE = 100;

/** A number from 0 to 1 for a text, always the same; `salt` gives another one. */
function chanceOf(text: string, salt: number): number {
  let hash = 2166136261 ^ salt;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

/** What stands where a model has no picture: rings that are its own, and the sign of its kind. */
export function Placeholder({ model, className }: { model: ModelView; className?: string }) {
  const Icon = KIND_ICONS[model.kind];
  const seed = `${model.kind} ${model.architecture} ${model.name}`;
  const [x, y] = [chanceOf(seed, 1) * SIDE, chanceOf(seed, 2) * SIDE];
  const step = 9 + chanceOf(seed, 3) * 10;
  return (
    <span
      aria-hidden
      className={classNames('relative grid place-items-center overflow-hidden bg-panel', className)}
    >
      <svg
        aria-hidden
        viewBox={`0 0 ${SIDE} ${SIDE}`}
        preserveAspectRatio="xMidYMid slice"
        fill="none"
        className="absolute inset-0 size-full text-line"
      >
        {Array.from({ length: RINGS }, (_, ring) => (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: rings have no other name
            key={ring}
            cx={x}
            cy={y}
            r={step * (ring + 1)}
            stroke="currentColor"
            strokeWidth={1 + 3 * chanceOf(seed, 10 + ring)}
          />
        ))}
      </svg>
      <Icon strokeWidth={1.25} className="relative size-1/4 max-h-16 max-w-16 text-faint" />
    </span>
  );
}
