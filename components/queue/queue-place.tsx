'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from '../ui/class-names';
import { OwnQueue } from './own-queue';

// Only who administers has it.
const EveryonesQueue = dynamic(() => import('../admin/queue/queue-page').then((module) => module.QueuePage));

interface QueuePlaceProps {
  /** May see everybody's. */
  reads: boolean;
  /** May stop everybody's. */
  manages: boolean;
}

/** The Queue tab: one's own jobs, and for those who administer everyone's. */
export function QueuePlace({ reads, manages }: QueuePlaceProps) {
  const [whose, setWhose] = useState<'mine' | 'everyone'>('mine');
  const choice = reads && <WhoseChoice whose={whose} onChoose={setWhose} />;
  return (
    <main className="min-h-0 flex-1 overflow-y-auto bg-stage">
      <div className="mx-auto max-w-240 px-4 py-6 wide:px-6 wide:py-8">
        {whose === 'mine' ? (
          <OwnQueue>{choice}</OwnQueue>
        ) : (
          <EveryonesQueue manages={manages}>{choice}</EveryonesQueue>
        )}
      </div>
    </main>
  );
}

interface WhoseChoiceProps {
  whose: 'mine' | 'everyone';
  onChoose: (whose: 'mine' | 'everyone') => void;
}

function WhoseChoice({ whose, onChoose }: WhoseChoiceProps) {
  const t = useTranslations('queue');
  return (
    <fieldset className="flex rounded-control bg-raised p-0.5">
      <legend className="sr-only">{t('whose')}</legend>
      {(['mine', 'everyone'] as const).map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={whose === choice}
          onClick={() => onChoose(choice)}
          className={classNames(
            'h-7 rounded-small px-3 font-medium transition-colors quick',
            whose === choice ? 'bg-hover text-text' : 'text-muted hover:text-text',
          )}
        >
          {t(choice)}
        </button>
      ))}
    </fieldset>
  );
}
