import { setTimeout as delay } from 'node:timers/promises';
import { log } from '@/lib/log';
import type { PersonStorage } from './person-storage';
import { recountStorage } from './storage';

/** A page is not kept waiting for longer by folders that are large; they are counted all the same. */
const PATIENCE_MS = 1_000;

/** Counts the folders of those among `people` who never were, one after the other; answers everybody, as far as it got. */
export async function countMissing(people: readonly PersonStorage[]): Promise<PersonStorage[]> {
  const counted = new Map<string, Pick<PersonStorage, 'used' | 'countedAt'>>();
  const counting = count(
    people.filter(({ used }) => used === null),
    counted,
  );
  const given = new AbortController();
  const patience = delay(PATIENCE_MS, undefined, { signal: given.signal }).catch(() => {});
  await Promise.race([counting, patience]);
  given.abort();
  return people.map((person) => ({ ...person, ...counted.get(person.id) }));
}

async function count(
  people: readonly PersonStorage[],
  counted: Map<string, Pick<PersonStorage, 'used' | 'countedAt'>>,
): Promise<void> {
  for (const { id, name } of people) {
    try {
      counted.set(id, { used: await recountStorage({ id, name }), countedAt: new Date().toISOString() });
    } catch (error) {
      log.warn({ err: error, person: name }, 'what somebody stores could not be counted');
    }
  }
}
