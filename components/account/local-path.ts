/** `path` when it leads to a page of this server, else the studio: a link must not send people elsewhere. */
export function localPath(path: string | undefined): string {
  const elsewhere = '/';
  if (!path?.startsWith('/') || /^\/[/\\]/.test(path)) return elsewhere;
  try {
    // As a browser reads it: it drops line breaks and turns backslashes round.
    const base = 'http://atelier.invalid';
    const url = new URL(path, base);
    return url.origin === base ? url.pathname + url.search + url.hash : elsewhere;
  } catch {
    return elsewhere;
  }
}
