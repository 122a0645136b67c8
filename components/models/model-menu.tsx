'use client';
import { Download, type LucideIcon, PencilLine, Trash2, WandSparkles } from 'lucide-react';
import { ContextMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelView } from '@/lib/catalog/model-view';
import type { Words } from '@/lib/i18n/words';
import { keysOf, type ShortcutId } from '../shortcuts/shortcuts';
import { classNames } from '../ui/class-names';
import { Keys } from '../ui/keys';
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
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      {/* Within the page’s landmark; at the end of the document nothing would say what it belongs to. */}
      <ContextMenu.Portal container={typeof document === 'undefined' ? null : document.querySelector('main')}>
        {items && items.length > 0 && (
          <ContextMenu.Content
            collisionPadding={8}
            onCloseAutoFocus={(event) => event.preventDefault()}
            className="appear z-50 min-w-56 rounded-control bg-popover p-1 shadow-popover"
          >
            {items}
          </ContextMenu.Content>
        )}
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** What using a model is called. */
export const usingWords = ({ kind }: Pick<ModelView, 'kind'>, t: Words<'models'>) =>
  kind === 'checkpoint' ? t('use.checkpoint') : t('use.insert');

interface ItemProps {
  icon: LucideIcon;
  shortcut: ShortcutId;
  onSelect: () => void;
  danger?: boolean;
  children: ReactNode;
}

function Item({ icon: Icon, shortcut, onSelect, danger, children }: ItemProps) {
  return (
    <ContextMenu.Item
      onSelect={onSelect}
      className={classNames(
        'control-height flex items-center gap-2 rounded-small px-2 outline-none select-none',
        danger ? 'text-danger data-highlighted:bg-danger-soft' : 'data-highlighted:bg-hover',
      )}
    >
      <Icon aria-hidden className={classNames('size-4', !danger && 'text-faint')} />
      {children}
      <Keys keys={keysOf(shortcut)} className="ml-auto pl-6 text-faint pointer-coarse:hidden" />
    </ContextMenu.Item>
  );
}
