import { START_PAGES } from './offered-options';
import { storedOptions } from './stored-options';

/** The tab somebody wants their day to begin with. */
export async function startPage(userId: string): Promise<(typeof START_PAGES)[number]> {
  const { atelier_start_page: wished } = await storedOptions(userId);
  return START_PAGES.find((page) => page === wished) ?? START_PAGES[0];
}
