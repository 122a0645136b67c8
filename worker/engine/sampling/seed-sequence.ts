/** Words in the pool: torchsde's choice, numpy's default is 4. */
const POOL = 24;

/** A non-negative whole number as 32-bit words, lowest first; 0 is one word. */
function wordsOf(value: number): number[] {
  const words: number[] = [];
  let rest = BigInt(Math.trunc(value));
  do {
    words.push(Number(rest & 0xffffffffn));
    rest >>= 32n;
  } while (rest > 0n);
  return words;
}

const folded = (value: number) => (value ^ (value >>> 16)) >>> 0;

/** A hash whose multiplier changes with every word. */
function hasher(start: number, factor: number): (value: number) => number {
  let constant = start;
  return (value) => {
    const keyed = value ^ constant;
    constant = Math.imul(constant, factor);
    return folded(Math.imul(keyed, constant));
  };
}

const mixed = (x: number, y: number) => folded(Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y));

/**
 * The first 32-bit word of numpy's `SeedSequence(entropy, spawn_key=spawnKey, pool_size=24).generate_state(n)`.
 * @see numpy `random/bit_generator.pyx`; O'Neill 2015, "Developing a seed_seq alternative"
 */
export function seedWord(entropy: number, spawnKey: number[] = []): number {
  const words = wordsOf(entropy);
  if (spawnKey.length > 0) {
    while (words.length < POOL) words.push(0);
    words.push(...spawnKey.flatMap(wordsOf));
  }
  const hashed = hasher(0x43b0d7e5, 0x931e8875);
  const pool = Array.from({ length: POOL }, (_, i) => hashed(words[i] ?? 0));
  for (let source = 0; source < POOL; source++) {
    for (let target = 0; target < POOL; target++) {
      if (source !== target) pool[target] = mixed(pool[target]!, hashed(pool[source]!));
    }
  }
  for (const word of words.slice(POOL)) {
    for (let target = 0; target < POOL; target++) pool[target] = mixed(pool[target]!, hashed(word));
  }
  return hasher(0x8b51f9dd, 0x58f38ded)(pool[0]!);
}
