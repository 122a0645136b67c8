import type { SavingOptions } from '../saving-options';
import { applyPattern } from './apply-pattern';
import { cleanFolders, cleanName } from './clean-name';
import type { NameFacts } from './name-facts';

/** Where a picture lies below the folder of its kind, and what it is called. */
export interface PictureName {
  folders: string[];
  /** Comes first, a dash behind it; empty: nothing does. */
  basename: string;
  /** Digits of the number in front, the first that is free in the folder; null: none. */
  digits: number | null;
  /** Follows the number, a dash before it; empty: nothing does. */
  text: string;
}

type NamingOptions = Pick<
  SavingOptions,
  | 'samples_filename_pattern'
  | 'directories_filename_pattern'
  | 'save_to_dirs'
  | 'grid_save_to_dirs'
  | 'directories_max_prompt_words'
  | 'save_images_add_number'
  | 'grid_extended_filename'
>;

/** What makes something a grid: an ordinary one is called by its number unless the options say more. */
export type NamedAs = 'picture' | 'grid' | 'script grid';

/** How a picture is called that is saved now (sdapi §17). Every name is one that all systems take. */
export function pictureName(options: NamingOptions, facts: NameFacts, as: NamedAs): PictureName {
  const context = { ...facts, mostWords: options.directories_max_prompt_words };
  const isInFolders = as === 'picture' ? options.save_to_dirs : options.grid_save_to_dirs;
  const isShort = as === 'grid' && !options.grid_extended_filename;
  const usual = options.save_to_dirs ? '[seed]' : '[seed]-[prompt_spaces]';
  const text = isShort ? '' : cleanName(applyPattern(options.samples_filename_pattern || usual, context));
  const isNumbered = options.save_images_add_number || text === '';
  return {
    folders: isInFolders
      ? cleanFolders(applyPattern(options.directories_filename_pattern || '[prompt_words]', context))
      : [],
    basename: isNumbered ? facts.basename : '',
    digits: isNumbered ? (facts.basename ? 4 : 5) : null,
    text,
  };
}

/** The name with that number, without its extension. A name without numbers has the number only where it is not 0. */
export function writtenName({ basename, digits, text }: PictureName, number: number): string {
  const count = digits === null ? (number === 0 ? '' : String(number)) : String(number).padStart(digits, '0');
  const parts = digits === null ? [text, count] : [basename, count, text];
  return parts.filter((part) => part !== '').join('-');
}
