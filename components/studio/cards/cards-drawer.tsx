'use client';
import { X } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelKind, ModelView } from '@/lib/catalog/model-view';
import { useModels } from '../../models/data/queries';
import { isInsertable } from '../../models/with-model';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { IconButton } from '../../ui/icon-button';
import { SearchField } from '../../ui/search-field';
import { useStudio } from '../studio-context';
import { Card } from './card';
import { isCalled, toggled } from './toggle-model';
import { useAimedPrompt } from './use-aimed-prompt';

const KINDS = ['lora', 'embedding', 'hypernetwork', 'checkpoint'] as const satisfies readonly ModelKind[];

/** Cards of what can be called for, beside the prompts: a click puts it in, another takes it out. */
export default function CardsDrawer({ onClose }: { onClose: () => void }) {
  const words = useTranslations('cards');
  const kinds = useTranslations('models');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('lora');
  const [search, setSearch] = useState('');
  const onSearch = useCallback((text: string) => setSearch(text), []);
  return (
    <aside
      aria-label={words('title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
      className="appear fixed inset-x-0 top-(--bar-height) bottom-0 z-30 flex flex-col gap-3 border-x bg-panel p-3 shadow-popover wide:bottom-(--dock-height) wide:left-80 wide:w-96 wide:right-auto full:left-(--controls-width)"
    >
      <div className="flex items-center justify-between">
        <h2 className="text-large font-semibold">{words('title')}</h2>
        <IconButton label={words('close')} onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <fieldset className="flex gap-1">
        <legend className="sr-only">{words('kind')}</legend>
        {KINDS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === kind}
            onClick={() => setKind(one)}
            className={classNames(
              'control-height min-w-0 flex-auto truncate rounded-control px-1 text-small transition-colors quick',
              one === kind
                ? 'bg-accent-soft text-accent-text'
                : 'bg-raised text-muted hover:bg-hover hover:text-text',
            )}
          >
            {kinds(`kinds.${one}.many`)}
          </button>
        ))}
      </fieldset>
      <SearchField label={words('search')} onSearch={onSearch} className="wide:w-full" />
      <Cards kind={kind} search={search} />
    </aside>
  );
}

function Cards({ kind, search }: { kind: ModelKind; search: string }) {
  const { form } = useStudio();
  const words = useTranslations('cards');
  const formWords = useTranslations('form');
  const { aim, text, change } = useAimedPrompt();
  const checkpoint = form.watch('checkpoint');
  const list = useModels({ kind, architecture: null, whose: null, search, sort: 'name' });
  const models = list.data?.pages.flatMap((page) => page.models).filter(isInsertable);
  const isChosen = (model: ModelView) =>
    kind === 'checkpoint' ? model.path === checkpoint : isCalled(text, model);
  const onClick = (model: ModelView) => {
    if (kind === 'checkpoint') form.setValue('checkpoint', model.path, { shouldDirty: true });
    else change(toggled(text, model));
  };
  return (
    <>
      {kind !== 'checkpoint' && (
        <p className="text-small text-muted">{words('goesInto', { field: formWords(`fields.${aim}`) })}</p>
      )}
      {models?.length === 0 && (
        <p className="py-8 text-center text-muted">{words(search === '' ? 'none' : 'noneFound')}</p>
      )}
      {list.isError && (
        <p role="alert" className="text-danger">
          {list.error.message}
        </p>
      )}
      <ul className="grid min-h-0 flex-1 auto-rows-min grid-cols-[repeat(auto-fill,minmax(104px,1fr))] gap-2 overflow-y-auto p-0.5">
        {models?.map((model) => (
          <li key={model.id}>
            <Card model={model} chosen={isChosen(model)} onClick={() => onClick(model)} />
          </li>
        ))}
        {list.hasNextPage && (
          <li className="col-span-full text-center">
            <Button
              onClick={() => void list.fetchNextPage()}
              aria-busy={list.isFetchingNextPage || undefined}
            >
              {words('more')}
            </Button>
          </li>
        )}
      </ul>
    </>
  );
}
