'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { OfferedKey, OptionValue } from '@/lib/options/offered-options';
import type { OfferedOptions, OptionView } from '@/lib/options/offered-views';
import { optionsKey } from '../studio/data/query-keys';
import { type StudioError, studioFetch } from '../studio/data/studio-fetch';
import { toast } from '../ui/toast';

/** How long a change can be taken back on the spot. */
const UNDO_MS = 8_000;

const settingsKey = [...optionsKey, 'settings'];

type Values = Partial<Record<OfferedKey, OptionValue>>;

export const isChanged = ({ value, usual }: OptionView) => value !== usual;

const withValues = (offered: OfferedOptions | undefined, values: Values): OfferedOptions | undefined =>
  offered && {
    ...offered,
    groups: offered.groups.map((group) => ({
      ...group,
      options: group.options.map((option) => ({ ...option, value: values[option.key] ?? option.value })),
    })),
  };

/** One's own settings. Each change goes by itself, so that pages that are open side by side never undo each other's. */
export function useSettings() {
  const t = useTranslations('settings');
  const queryClient = useQueryClient();
  const settings = useQuery({
    queryKey: settingsKey,
    queryFn: () => studioFetch<OfferedOptions>('/api/settings'),
  });
  const save = useMutation<OfferedOptions, StudioError, Values>({
    mutationKey: settingsKey,
    mutationFn: (set) => studioFetch('/api/settings', { method: 'PATCH', body: { set } }),
    onMutate: async (values) => {
      await queryClient.cancelQueries({ queryKey: settingsKey });
      queryClient.setQueryData<OfferedOptions>(settingsKey, (offered) => withValues(offered, values));
    },
    // Of several that are under way the last one's answer has them all.
    onSettled: () => {
      if (queryClient.isMutating({ mutationKey: settingsKey }) === 1)
        void queryClient.invalidateQueries({ queryKey: optionsKey });
    },
  });
  const options = settings.data?.groups.flatMap((group) => group.options) ?? [];
  const changed = options.filter(isChanged);

  const sayWithUndo = (message: string, before: Values) =>
    toast(message, {
      id: 'setting',
      duration: UNDO_MS,
      action: { label: t('undo'), onClick: () => save.mutate(before) },
    });

  return {
    settings,
    changed: changed.length,
    error: save.error,
    change: ({ key, value: before }: OptionView, value: OptionValue) => {
      if (value === before) return;
      save.mutate({ [key]: value });
      sayWithUndo(t('saved', { name: t(`options.${key}`) }), { [key]: before });
    },
    resetAll: () => {
      const usual = Object.fromEntries(changed.map((option) => [option.key, option.usual]));
      const before = Object.fromEntries(changed.map((option) => [option.key, option.value]));
      save.mutate(usual);
      sayWithUndo(t('allReset'), before);
    },
  };
}
