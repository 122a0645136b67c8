'use client';
import { Check, Pencil, Plus, Trash2 } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FoundStyle, PromptStyle } from '@/lib/generation/styles';
import { Button } from '../../ui/button';
import { classNames } from '../../ui/class-names';
import { Dialog } from '../../ui/dialog';
import { IconButton } from '../../ui/icon-button';
import { SearchField } from '../../ui/search-field';
import { useStyles } from '../data/queries';
import { useStudio } from '../studio-context';
import { StyleForm } from './style-form';
import { useStyleMutations } from './style-mutations';

/** What is being written: one of one's own, or a new one. */
type Edited = { style: PromptStyle; was?: string };

/** What was deleted last: it can be brought back as long as the dialog is open. */
interface Deleted {
  style: PromptStyle;
  wasChosen: boolean;
}

interface StylesDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** All styles: to choose several, to keep the present prompts as one, to change and delete one's own. */
export default function StylesDialog({ open, onOpenChange }: StylesDialogProps) {
  const { form } = useStudio();
  const words = useTranslations('styles');
  const [edited, setEdited] = useState<Edited | null>(null);
  const keep = () => {
    const [prompt, negativePrompt] = form.getValues(['prompt', 'negativePrompt']);
    setEdited({ style: { name: '', prompt, negativePrompt } });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setEdited(null);
        onOpenChange(next);
      }}
      title={edited ? words(edited.was === undefined ? 'newStyle' : 'change') : words('title')}
    >
      {edited ? (
        <StyleForm key={edited.was} style={edited.style} was={edited.was} onDone={() => setEdited(null)} />
      ) : (
        <>
          <StyleList onEdit={(style) => setEdited({ style, was: style.name })} />
          <div className="mt-4 flex items-center justify-between gap-2">
            <Button onClick={keep}>
              <Plus />
              {words('keep')}
            </Button>
            <Button look="accent" onClick={() => onOpenChange(false)}>
              {words('done')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function StyleList({ onEdit }: { onEdit: (style: FoundStyle) => void }) {
  const { form } = useStudio();
  const words = useTranslations('styles');
  const chosen = form.watch('styles');
  const styles = useStyles();
  const [search, setSearch] = useState('');
  const onSearch = useCallback((text: string) => setSearch(text.toLowerCase()), []);
  const { save, remove } = useStyleMutations();
  const [deleted, setDeleted] = useState<Deleted | null>(null);
  const choose = (names: string[]) => form.setValue('styles', names, { shouldDirty: true });
  const deleteStyle = ({ isOwn: _, ...style }: FoundStyle) =>
    remove.mutate(style.name, {
      onSuccess: () => {
        setDeleted({ style, wasChosen: chosen.includes(style.name) });
        choose(chosen.filter((name) => name !== style.name));
      },
    });
  const bringBack = ({ style, wasChosen }: Deleted) =>
    save.mutate(style, {
      onSuccess: () => {
        setDeleted(null);
        if (wasChosen) choose([...form.getValues('styles'), style.name]);
      },
    });
  const problem = remove.error ?? save.error;
  const found = styles?.filter((style) =>
    `${style.name} ${style.prompt} ${style.negativePrompt}`.toLowerCase().includes(search),
  );
  return (
    <>
      <SearchField label={words('search')} onSearch={onSearch} className="wide:w-full" />
      {deleted && (
        <p
          role="status"
          className="mt-2 flex items-center justify-between gap-2 rounded-control bg-hover py-1 pr-1 pl-3"
        >
          <span className="truncate">{words('deleted', { name: deleted.style.name })}</span>
          <Button onClick={() => bringBack(deleted)}>{words('undo')}</Button>
        </p>
      )}
      {problem && (
        <p role="alert" className="mt-2 text-danger">
          {problem.message}
        </p>
      )}
      {found?.length === 0 && (
        <p className="px-2 py-6 text-center text-muted">
          {words(styles?.length === 0 ? 'none' : 'noneFound')}
        </p>
      )}
      <ul className="mt-2 max-h-[50dvh] min-h-40 overflow-y-auto">
        {found?.map((style) => (
          <StyleRow
            key={style.name}
            style={style}
            chosen={chosen.includes(style.name)}
            onToggle={(isChosen) =>
              choose(isChosen ? [...chosen, style.name] : chosen.filter((name) => name !== style.name))
            }
            onEdit={() => onEdit(style)}
            onDelete={() => deleteStyle(style)}
          />
        ))}
      </ul>
    </>
  );
}

interface StyleRowProps {
  style: FoundStyle;
  chosen: boolean;
  onToggle: (chosen: boolean) => void;
  onEdit: () => void;
  onDelete: () => void;
}

function StyleRow({ style, chosen, onToggle, onEdit, onDelete }: StyleRowProps) {
  const words = useTranslations('styles');
  const { name, prompt, negativePrompt, isOwn } = style;
  return (
    <li className="flex items-center gap-1 rounded-control hover:bg-hover">
      <button
        type="button"
        aria-pressed={chosen}
        aria-label={name}
        onClick={() => onToggle(!chosen)}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-control px-2 py-2 text-left"
      >
        <span
          aria-hidden
          className={classNames(
            'grid size-4 shrink-0 place-items-center rounded-small',
            chosen ? 'bg-accent text-on-accent' : 'border border-line-strong',
          )}
        >
          {chosen && <Check className="size-3" />}
        </span>
        <span className="min-w-0">
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-small text-muted">
            {[prompt, negativePrompt && words('without', { text: negativePrompt })]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      </button>
      {isOwn ? (
        <>
          <IconButton label={words('changeThis', { name })} onClick={onEdit}>
            <Pencil />
          </IconButton>
          <IconButton label={words('deleteThis', { name })} onClick={onDelete}>
            <Trash2 />
          </IconButton>
        </>
      ) : (
        <span className="shrink-0 px-2 text-small text-faint">{words('shared')}</span>
      )}
    </li>
  );
}
