/** Characters that the WebUI replaces in names, and those that one of our systems does not take. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
const FORBIDDEN = /[#<>:"/\\|?*\u0000-\u001f\u007f]/g;
/** Half of a character. */
const LONE = /\p{Surrogate}/gu;
/** Names Windows reserves for devices, with or without an extension. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** Characters of what one token says. */
const LONGEST_PART = 128;
/** Bytes of a name: file systems take 255, and a number and an extension come to it. */
const LONGEST_NAME = 220;
/** Folders in each other. */
const DEEPEST = 8;

const replaced = (text: string) => text.replace(FORBIDDEN, '_').replace(LONE, '_');
const bytes = new TextEncoder();

/**
 * What a token says, as a part of a name (sdapi §17): characters no name may have become `_`, spaces in front and spaces
 * and dots at the end are cut, at most 128 characters stay.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/images.py`, sanitize_filename_part
 */
export function cleanPart(text: string, { keepsSpaces = false } = {}): string {
  // A prompt may be long; a character has two units at most.
  const start = (keepsSpaces ? text.replace(/^ +/, '') : text).slice(0, 2 * LONGEST_PART);
  // A character at a time: none is cut in the middle.
  const characters = [...start].slice(0, LONGEST_PART).join('');
  return replaced(keepsSpaces ? characters : characters.replaceAll(' ', '_')).replace(/[ .]+$/, '');
}

/** The longest beginning of `text` that is `most` bytes or less of whole characters. */
function cut(text: string, most: number): string {
  let size = 0;
  let kept = '';
  for (const character of text) {
    size += bytes.encode(character).length;
    if (size > most) return kept;
    kept += character;
  }
  return kept;
}

/**
 * A text as the name of one file or folder on every system, without an extension; empty when nothing is left of it.
 * Where it is too long its end is cut.
 */
export function cleanName(text: string): string {
  const name = cut(replaced(text).replace(/^ +/, ''), LONGEST_NAME).replace(/[ .]+$/, '');
  return DEVICE.test(name) ? `_${name}` : name;
}

/** A text with `/` or `\` between names as folders in each other, the outermost first. No name leads up or nowhere. */
export const cleanFolders = (text: string): string[] =>
  text
    .split(/[/\\]/)
    .map(cleanName)
    .filter((name) => name !== '')
    .slice(0, DEEPEST);
