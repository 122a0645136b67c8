import { version } from '@/package.json';

/** What infotexts and API answers name as the program. */
export const PROGRAM = `Atelier ${version}`;
