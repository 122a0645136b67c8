'use client';
import { Download, PencilLine, Trash2, WandSparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelView } from '@/lib/catalog/model-view';
import type { Words } from '@/lib/i18n/words';
import { ContextMenu, ContextMenuItem as Item } from '../ui/context-menu';
import { type ModelActions, mayChange } from './use-model-actions';
import { isInsertable } from './with-model';

interface ModelMenuProps {
  model: ModelView | undefined;
  admin: boolean;
  actions: ModelActions;
  onRename: () => void;
  children: ReactNode;
}

/** The menu of the right mouse button (or a long touch) on a model. */
export function ModelMenu({ model, admin, actions, onRename, children }: ModelMenuProps) {
  const t = useTranslations('models');
  const acts = useTranslations('acts');
  const items =
    model &&
    [
      isInsertable(model) && (
        <Item key="use" icon={WandSparkles} shortcut="insertModel" onSelect={() => actions.use(model)}>
          {usingWords(model, t)}
        </Item>
      ),
      mayChange(model, admin) && (
        <Item key="download" icon={Download} shortcut="download" onSelect={() => actions.download(model)}>
          {acts('download')}
        </Item>
      ),
      mayChange(model, admin) && (
        <Item key="rename" icon={PencilLine} shortcut="rename" onSelect={onRename}>
          {t('menu.rename')}
        </Item>
      ),
      mayChange(model, admin) && (
        <Item key="trash" icon={Trash2} shortcut="moveToTrash" onSelect={() => actions.trash(model)} danger>
          {acts('trash')}
        </Item>
      ),
    ].filter(Boolean);
  return <ContextMenu menu={items && items.length > 0 ? items : null}>{children}</ContextMenu>;
}

/** What using a model is called. */
export const usingWords = ({ kind }: Pick<ModelView, 'kind'>, t: Words<'models'>) =>
  kind === 'checkpoint' ? t('use.checkpoint') : t('use.insert');
