import { listen } from '@/lib/db/notifications';

/** Somebody's options were changed; payload: whose. */
export const OPTIONS_CHANGED = 'options_changed';

/** Whose options changed: a person's id; null: maybe anybody's (the connection was away). */
export type OptionListener = (userId: string | null) => void;

/** Hears of changes of options. Resolves once it is listening. @returns how to stop */
export function onOptionChange(listener: OptionListener): Promise<() => Promise<void>> {
  return listen([OPTIONS_CHANGED], (_channel, userId) => listener(userId), {
    onReconnect: () => listener(null),
  });
}
