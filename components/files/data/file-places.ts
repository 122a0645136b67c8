/** Where somebody is on the Files page. */
export interface Place {
  tree: 'own' | 'shared';
  /** The folder, below the root of the tree; null: the trash of the tree. */
  path: string | null;
}

/** The page’s address for a place, so that it can be kept and gone back to. */
export function addressOf({ tree, path }: Place): string {
  const query = new URLSearchParams();
  if (tree === 'shared') query.set('tree', tree);
  if (path === null) query.set('trash', '');
  else if (path !== '') query.set('path', path);
  const text = query.toString().replace(/=(?=&|$)/, '');
  return text === '' ? '/files' : `/files?${text}`;
}

export function placeOf(query: Pick<URLSearchParams, 'get' | 'has'>): Place {
  const tree = query.get('tree') === 'shared' ? 'shared' : 'own';
  return { tree, path: query.has('trash') ? null : (query.get('path') ?? '') };
}

/** An address of the files API about something in a tree. */
export function fileAddress(route: string, tree: Place['tree'], fields: Record<string, string> = {}): string {
  return `/api/${route}?${new URLSearchParams({ tree, ...fields })}`;
}
