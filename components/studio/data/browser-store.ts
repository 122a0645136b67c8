/** What the browser keeps over reloads and is too large for the form's storage: pictures, and what was drawn on them. */
const DATABASE = 'atelier';
const STORE = 'kept';

let opening: Promise<IDBDatabase> | null = null;

function database(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  }).catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const store = (await database()).transaction(STORE, mode).objectStore(STORE);
  return new Promise((resolve, reject) => {
    const request = act(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** What is kept under a name, or undefined; also where the browser keeps nothing, as in some private windows. */
export const readKept = <T>(name: string): Promise<T | undefined> =>
  inStore<T | undefined>('readonly', (store) => store.get(name)).catch(() => undefined);

/** Keeps a value: blobs, files, typed arrays and plain objects. Throws what the browser throws when its disk is full. */
export const keep = (name: string, value: unknown): Promise<unknown> =>
  inStore('readwrite', (store) => store.put(value, name));

export const forgetKept = (name: string): Promise<unknown> =>
  inStore('readwrite', (store) => store.delete(name)).catch(() => undefined);
