import { modelsKey } from '@/components/studio/data/query-keys';
import type { Filters } from './filters';

/** Models a page of the list has. */
export const PAGE = 200;

export const listKey = (filters: Filters) => [...modelsKey, 'list', filters];
