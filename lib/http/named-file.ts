const asciiOf = (name: string) => name.replace(/[^\w. -]/g, '_');

/** RFC 8187: what is not an attr-char is percent-encoded. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}

/** The end of a `content-disposition` that tells a file's name, without its folders: for all clients, and for those of today. */
export function namedFile(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return `filename="${asciiOf(name)}"; filename*=UTF-8''${encoded(name)}`;
}
