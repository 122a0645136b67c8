import { randomInt } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** `task(txt2img-XXXXXXX)`, the form WebUI clients know for jobs they did not name themselves. */
export function newTaskId(kind: string): string {
  const letters = Array.from({ length: 7 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `task(${kind}-${letters})`;
}
