import { clipVocabulary, FIRST_MERGED, pairKey } from './vocabulary';

/** A heap of candidate merges, the smallest (rank, position) first; the two are packed into one number. */
class MergeQueue {
  readonly #heap: number[] = [];

  push(rank: number, position: number): void {
    const heap = this.#heap;
    const item = rank * 2 ** 32 + position;
    let at = heap.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]! <= item) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = item;
  }

  pop(): { rank: number; position: number } | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined) return undefined;
    if (heap.length > 0) {
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
        if (heap[child]! >= last) break;
        heap[at] = heap[child]!;
        at = child;
      }
      heap[at] = last;
    }
    return { rank: Math.floor(top / 2 ** 32), position: top % 2 ** 32 };
  }
}

/**
 * Byte-pair encoding of one word in O(n log n): the lowest-ranked pair merges first, from the left.
 * @param word UTF-8
 * @see Sennrich et al. 2016, https://arxiv.org/abs/1508.07909
 */
export function mergeBytePairs(word: Uint8Array): number[] {
  const { byteToken, finalByteToken, ranks } = clipVocabulary();
  const tokens = Array.from(word, (byte, i) => (i === word.length - 1 ? finalByteToken : byteToken)[byte]!);
  const next = tokens.map((_, i) => i + 1);
  const previous = tokens.map((_, i) => i - 1);
  const queue = new MergeQueue();
  const rankAt = (i: number): number | undefined => {
    const right = next[i]!;
    return right < tokens.length ? ranks.get(pairKey(tokens[i]!, tokens[right]!)) : undefined;
  };
  const offer = (i: number) => {
    const rank = i >= 0 ? rankAt(i) : undefined;
    if (rank !== undefined) queue.push(rank, i);
  };
  tokens.forEach((_, i) => {
    offer(i);
  });
  for (let merge = queue.pop(); merge; merge = queue.pop()) {
    const { rank, position } = merge;
    const isStale = tokens[position] === -1 || rankAt(position) !== rank;
    if (isStale) continue;
    const absorbed = next[position]!;
    tokens[position] = FIRST_MERGED + rank;
    tokens[absorbed] = -1;
    next[position] = next[absorbed]!;
    if (next[absorbed]! < tokens.length) previous[next[absorbed]!] = position;
    offer(previous[position]!);
    offer(position);
  }
  return tokens.filter((token) => token !== -1);
}
