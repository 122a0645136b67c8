type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

export interface PictureKeys {
  favourite: () => void;
  rate: (rating: number) => void;
  trash: () => void;
  download: () => void;
}

/** Keys about what is chosen or looked at: F, 0 to 5, Delete, D. Whether the key was one of them. */
export function onPictureKey(event: KeyPress, keys: PictureKeys): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const key = event.key.toLowerCase();
  if (key === 'f') keys.favourite();
  else if (/^[0-5]$/.test(key)) keys.rate(Number(key));
  else if (key === 'delete' || key === 'backspace') keys.trash();
  else if (key === 'd') keys.download();
  else return false;
  return true;
}
