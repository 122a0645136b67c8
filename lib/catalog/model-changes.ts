import { listen } from '@/lib/db/notifications';

/** A row of the table `model` changed (a trigger of the database tells); payload: whose it is, empty for what is shared. */
const MODEL_CHANGED = 'model_changed';

/** Whose models changed: a person's id; null: some that are shared, or maybe anybody's (the connection was away). */
export type ModelListener = (ownerId: string | null) => void;

/** Hears of changes of the catalogue. Resolves once it is listening. @returns how to stop */
export function onModelChange(listener: ModelListener): Promise<() => Promise<void>> {
  return listen([MODEL_CHANGED], (_channel, ownerId) => listener(ownerId || null), {
    onReconnect: () => listener(null),
  });
}
