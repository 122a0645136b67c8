'use client';
import { useTranslations } from 'use-intl';
import { Keys } from '../../ui/keys';
import { useStudio } from '../studio-context';

/** What models understand best is English, whatever language the studio speaks. */
const EXAMPLES = [
  'a red house, night sky',
  'an orange cat in the snow',
  'a boat on the beach, sunset',
  'a yellow flower in a meadow',
];

/** Before the first picture: what to do, and something to try. */
export function EmptyStage() {
  const { form } = useStudio();
  const words = useTranslations('stage.empty');
  return (
    <div className="grid size-full place-items-center">
      <div className="max-w-96 text-center">
        <h2 className="text-title font-semibold">{words('title')}</h2>
        <p className="mt-2 text-muted">
          {words.rich('note', {
            keys: () => (
              <span className="hidden wide:inline">
                {' '}
                (<Keys keys="Ctrl Enter" className="align-text-bottom" />)
              </span>
            ),
          })}
        </p>
        <ul className="mt-6 flex flex-wrap justify-center gap-2">
          {EXAMPLES.map((example) => (
            <li key={example}>
              <button
                type="button"
                onClick={() => form.setValue('prompt', example, { shouldDirty: true })}
                className="control-height rounded-full border border-line-strong px-3 text-muted transition-colors quick hover:bg-hover hover:text-text"
              >
                {example}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
