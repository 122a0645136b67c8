/** A number of 128 bits in eight digits of 16 bits, the lowest first. */
type Digits = Uint16Array;

const digitsOf = (value: bigint): Digits =>
  Uint16Array.from({ length: 8 }, (_, k) => Number((value >> BigInt(16 * k)) & 0xffffn));

/** As numpy's `default_rng(0)` begins. */
const STATE = 0x1aa1b5345996452d09585eb7a69561e3n;
const INCREMENT = digitsOf(0x418ddadb3af71a82588133bc447873a9n);
const MULTIPLIER = digitsOf(0x2360ed051fc65da44385df649fccf645n);

/** state * MULTIPLIER + INCREMENT, of 128 bits. */
function step(state: Digits, next: Digits): void {
  let carry = 0;
  for (let k = 0; k < 8; k++) {
    // Less than 2^36: eight products of 32 bits and what is carried.
    let sum = carry + INCREMENT[k]!;
    for (let j = 0; j <= k; j++) sum += state[j]! * MULTIPLIER[k - j]!;
    next[k] = sum % 0x10000;
    carry = Math.floor(sum / 0x10000);
  }
}

/**
 * Numbers from 0 to 1, always the same ones: those of numpy's `default_rng(0).random(count)`.
 * @see O'Neill 2014, PCG XSL-RR 128/64
 */
export class SeededRandom {
  #state = digitsOf(STATE);
  #next: Digits = new Uint16Array(8);

  /** Writes the next numbers. */
  fill(numbers: Float64Array): void {
    let [state, next] = [this.#state, this.#next];
    for (let k = 0; k < numbers.length; k++) {
      step(state, next);
      [state, next] = [next, state];
      const low = (state[0]! ^ state[4]!) + (state[1]! ^ state[5]!) * 0x10000;
      const high = (state[2]! ^ state[6]!) + (state[3]! ^ state[7]!) * 0x10000;
      const turn = state[7]! >>> 10;
      // 64 bits turned to the right by up to 63.
      const [a, b] = turn < 32 ? [low, high] : [high, low];
      const by = turn % 32;
      const turnedLow = by === 0 ? a >>> 0 : ((a >>> by) | (b << (32 - by))) >>> 0;
      const turnedHigh = by === 0 ? b >>> 0 : ((b >>> by) | (a << (32 - by))) >>> 0;
      // Its upper 53 bits.
      numbers[k] = (turnedHigh * 0x200000 + (turnedLow >>> 11)) / 2 ** 53;
    }
    [this.#state, this.#next] = [state, next];
  }
}
