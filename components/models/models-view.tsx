'use client';
import { MousePointerClick } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelKind, ModelView } from '@/lib/catalog/model-view';
import { Notice } from '../files/notice';
import { filesOfInput } from '../files/uploads/dropped-files';
import { useWidth } from '../files/use-width';
import { useShortcuts } from '../shortcuts/use-shortcuts';
import { isFiltered } from './data/filters';
import { useRefreshFolders } from './data/mutations';
import { useModel, type useModels } from './data/queries';
import { DetailsSheet } from './details/details-sheet';
import { ModelDetails } from './details/model-details';
import { EmptyModels } from './empty-models';
import { columnsOf, ModelGrid } from './model-grid';
import { ModelMenu } from './model-menu';
import { ModelsSkeleton } from './models-skeleton';
import { ModelsToolbar } from './models-toolbar';
import { RenameDialog } from './rename-dialog';
import { KindDialog } from './upload/kind-dialog';
import { ModelDrop } from './upload/model-drop';
import { UploadNotices } from './upload/upload-notices';
import { useModelUploads } from './upload/use-model-uploads';
import { useIsWide } from './use-is-wide';
import { mayChange, useModelActions } from './use-model-actions';
import { useModelList } from './use-model-list';
import type { useModelsAddress } from './use-models-address';
import { isInsertable } from './with-model';

interface ModelsViewProps {
  userName: string;
  admin: boolean;
  folders: Readonly<Record<ModelKind, string>>;
  address: ReturnType<typeof useModelsAddress>;
  list: ReturnType<typeof useModels>;
}

const none: ModelView[] = [];

/** The cards, what can be done with them, and all about the one that is chosen. */
export function ModelsView({ userName, admin, folders, address, list }: ModelsViewProps) {
  const t = useTranslations('models');
  const { filters, chosen, filter, choose } = address;
  // Ten thousand are not put together anew for each key that is pressed.
  const models = useMemo(() => list.data?.pages.flatMap((page) => page.models) ?? none, [list.data]);
  const total = list.data?.pages[0]?.total;
  const [problem, setProblem] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [area, width] = useWidth();
  const columns = columnsOf(width - 32);
  const isWide = useIsWide();
  const chooser = useRef<HTMLInputElement>(null);
  const search = useRef<HTMLDivElement>(null);

  const listed = models.find(({ id }) => id === chosen);
  const { data: shown, isError } = useModel(chosen, listed);
  const model = chosen === null || isError ? undefined : shown;
  const actions = useModelActions({ userName, onError: setProblem });
  const uploads = useModelUploads({ folders, kind: filters.kind, admin });
  const refresh = useRefreshFolders();
  const { reveal, ...keys } = useModelList({ models, columns, chosen, choose, onUse: actions.use });

  const changeable = model && mayChange(model, admin) ? model : undefined;
  useShortcuts({
    insertModel: model && isInsertable(model) ? () => actions.use(model) : undefined,
    rename: changeable && (() => setRenaming(changeable.id)),
    moveToTrash: changeable && (() => actions.trash(changeable)),
    download: changeable && (() => actions.download(changeable)),
    upload: () => chooser.current?.click(),
    searchModels: () => search.current?.querySelector('input')?.focus(),
  });

  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  const showAll = () => filter({ kind: null, architecture: null, whose: null, search: '' });

  const details = { admin, folders, actions, onRename: () => setRenaming(chosen) };
  return (
    <>
      <ModelDrop
        as={filters.kind && t(`kinds.${filters.kind}.one`)}
        onFiles={(files) => void uploads.offer(files)}
      >
        <ModelsToolbar
          {...{ filters, total, search }}
          onSearch={(text) => filter({ search: text })}
          refreshing={refresh.isPending}
          onSort={(sort) => filter({ sort })}
          onRefresh={() => refresh.mutate(undefined, { onError: ({ message }) => setProblem(message) })}
          onUpload={() => chooser.current?.click()}
        />
        <input
          ref={chooser}
          type="file"
          aria-label={t('toUpload')}
          multiple
          hidden
          onChange={({ target }) => {
            if (target.files) void uploads.offer(filesOfInput(target.files));
            target.value = '';
          }}
        />
        <UploadNotices pickles={uploads.pickles} others={uploads.others} onClose={uploads.dismiss} />
        {problem && <Notice onClose={() => setProblem(null)}>{problem}</Notice>}
        {list.error && <Notice>{list.error.message}</Notice>}
        <div ref={area} className="flex min-h-0 flex-1 flex-col">
          {list.isPending ? (
            <ModelsSkeleton columns={columns} />
          ) : models.length > 0 ? (
            <ModelMenu model={model} {...{ admin, actions }} onRename={() => setRenaming(chosen)}>
              <ModelGrid
                {...{ models, chosen, columns, reveal, onEnd }}
                {...keys}
                total={total ?? models.length}
                width={width - 32}
                onUse={actions.use}
                onMenu={({ id }) => choose(id)}
              />
            </ModelMenu>
          ) : (
            !list.error && (
              <EmptyModels
                filtered={isFiltered(filters)}
                onUpload={() => chooser.current?.click()}
                onShowAll={showAll}
              />
            )
          )}
        </div>
      </ModelDrop>
      {isWide ? (
        <aside
          aria-label={t('about')}
          className="hidden w-(--controls-width) shrink-0 full:block overflow-y-auto border-l bg-panel p-4 pb-24"
        >
          {model ? <ModelDetails model={model} {...details} /> : <NothingChosen />}
        </aside>
      ) : (
        <DetailsSheet model={model ?? null} {...details} onClose={() => choose(null)} />
      )}
      <RenameDialog
        model={renaming === null || renaming !== model?.id ? undefined : model}
        onClose={() => setRenaming(null)}
      />
      <KindDialog
        question={uploads.question}
        admin={admin}
        amongShared={filters.whose === 'shared'}
        onAnswer={uploads.answer}
        onCancel={uploads.cancel}
      />
    </>
  );
}

function NothingChosen() {
  const t = useTranslations('models');
  return (
    <div className="grid h-full place-content-center justify-items-center gap-2 text-center text-faint">
      <MousePointerClick aria-hidden strokeWidth={1} className="size-8" />
      <p>{t('chooseOne')}</p>
    </div>
  );
}
