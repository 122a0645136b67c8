/** Where the letter at `offset` of a mirrored text stands, in pixels of the window; null when there is none. */
export function caretPlace(
  mirror: HTMLElement,
  offset: number,
): { left: number; top: number; bottom: number } | null {
  const walker = document.createTreeWalker(mirror, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (left <= length) {
      const range = document.createRange();
      range.setStart(node, left);
      range.collapse(true);
      const { left: x, top, bottom } = range.getBoundingClientRect();
      return { left: x, top, bottom };
    }
    left -= length;
  }
  return null;
}
