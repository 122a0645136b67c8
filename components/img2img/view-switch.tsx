'use client';
import { Columns2, type LucideIcon, PencilRuler, Sparkles } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';
import { useImg2img, type View } from './img2img-context';

const VIEWS: readonly { view: View; icon: LucideIcon }[] = [
  { view: 'canvas', icon: PencilRuler },
  { view: 'result', icon: Sparkles },
  { view: 'compare', icon: Columns2 },
];

/** What the middle of the page shows. */
export function ViewSwitch() {
  const { view, setView } = useImg2img();
  const words = useTranslations('img2img.views');
  return (
    <fieldset className="flex shrink-0 items-center gap-0.5 rounded-control bg-raised p-0.5">
      <legend className="sr-only">{words('label')}</legend>
      {VIEWS.map(({ view: each, icon: Icon }) => (
        <button
          key={each}
          type="button"
          aria-pressed={view === each}
          aria-label={words(each)}
          title={words(each)}
          onClick={() => setView(each)}
          className={classNames(
            'flex h-7 items-center gap-1.5 rounded-small px-2 text-small whitespace-nowrap transition-colors quick',
            view === each ? 'bg-accent-soft text-accent-text' : 'text-muted hover:text-text',
          )}
        >
          <Icon aria-hidden className="size-4" />
          <span className="hidden whitespace-nowrap full:inline">{words(each)}</span>
        </button>
      ))}
    </fieldset>
  );
}
