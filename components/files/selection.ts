/** What is chosen in a list, by path, and where the keyboard stands. */
export interface Selection {
  chosen: ReadonlySet<string>;
  /** Where a range begins. */
  anchor: string | null;
  /** Where the arrow keys are. */
  cursor: string | null;
}

export const NOTHING: Selection = { chosen: new Set(), anchor: null, cursor: null };

export const only = (path: string): Selection => ({ chosen: new Set([path]), anchor: path, cursor: path });

export function toggled({ chosen }: Selection, path: string): Selection {
  const next = new Set(chosen);
  if (!next.delete(path)) next.add(path);
  return { chosen: next, anchor: path, cursor: path };
}

/** Everything from the anchor to `path`, in the order shown. */
export function extended({ anchor }: Selection, path: string, order: readonly string[]): Selection {
  const from = anchor === null ? -1 : order.indexOf(anchor);
  if (from < 0) return only(path);
  const to = order.indexOf(path);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { chosen: new Set(range), anchor, cursor: path };
}

/** The selection after the keyboard moved by `steps` (±1, or a row of a grid), extending it with Shift. */
export function moved(
  selection: Selection,
  steps: number,
  order: readonly string[],
  extend: boolean,
): Selection {
  if (order.length === 0) return NOTHING;
  const at = selection.cursor === null ? -1 : order.indexOf(selection.cursor);
  const next =
    at < 0 ? (steps > 0 ? 0 : order.length - 1) : Math.min(order.length - 1, Math.max(0, at + steps));
  const path = order[next]!;
  return extend ? extended(selection, path, order) : only(path);
}

export const everything = (order: readonly string[]): Selection => ({
  chosen: new Set(order),
  anchor: order[0] ?? null,
  cursor: order.at(-1) ?? null,
});

/** Without what is no longer there. */
export function remaining(selection: Selection, order: readonly string[]): Selection {
  const there = new Set(order);
  const chosen = [...selection.chosen].filter((path) => there.has(path));
  if (chosen.length === selection.chosen.size) return selection;
  const keep = (path: string | null) => (path !== null && there.has(path) ? path : null);
  return { chosen: new Set(chosen), anchor: keep(selection.anchor), cursor: keep(selection.cursor) };
}
