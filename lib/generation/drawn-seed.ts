import { randomInt } from 'node:crypto';
import { LARGEST_DRAWN_SEED } from './limits';

/** A seed for somebody who does not care which. */
export const drawnSeed = (): number => randomInt(LARGEST_DRAWN_SEED + 1);
