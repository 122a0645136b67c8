"""The Brownian tree of the SDE samplers, written out: what torchsde computes with numpy's SeedSequence, without either.

Not needed to make the vectors; main() compares it with the stored draws of torchsde (equal, or the last bit of float32).
"""
import json

import numpy as np
from safetensors.torch import load_file

from noise import CpuByHand, Philox
from vectors import HERE

MASK, POOL = 0xFFFFFFFF, 24


def words_of(number):
    """A non-negative integer as 32 bit words, lowest first; 0 is one word."""
    words = [number & MASK]
    while number := number >> 32:
        words.append(number & MASK)
    return words


def seeds(entropy, spawn_key, count):
    """numpy.random.SeedSequence(entropy, spawn_key=..., pool_size=24).generate_state(count)"""
    words = words_of(entropy)
    if spawn_key:
        words += [0] * (POOL - len(words)) + [w for key in spawn_key for w in words_of(key)]
    constant = 0x43B0D7E5

    def hashed(value):
        nonlocal constant
        value ^= constant
        constant = constant * 0x931E8875 & MASK
        value = value * constant & MASK
        return value ^ value >> 16

    def mixed(x, y):
        value = (0xCA01F9DD * x - 0x4973F715 * y) & MASK
        return value ^ value >> 16
    pool = [hashed(words[i] if i < len(words) else 0) for i in range(POOL)]
    for source in range(POOL):
        for target in range(POOL):
            if source != target:
                pool[target] = mixed(pool[target], hashed(pool[source]))
    for word in words[POOL:]:
        for target in range(POOL):
            pool[target] = mixed(pool[target], hashed(word))
    constant, state = 0x8B51F9DD, []
    for i in range(count):
        value = pool[i % POOL] ^ constant
        constant = constant * 0x58F38DED & MASK
        value = value * constant & MASK
        state.append(value ^ value >> 16)
    return state


class BrownianTree:
    """W(b) - W(a) for t0 <= a < b <= t1, times rounded to 6 decimals; halving intervals until their ends are met.

    An interval of depth d and number k (halves 2k and 2k + 1 at depth d + 1) draws the noise of its middle from the seed
    of (entropy, k, d); the whole from that of the entropy alone. All values float32.
    """

    def __init__(self, source, size, t0, t1, entropy):
        self.source, self.size, self.entropy = source, size, entropy
        self.t0, self.t1 = round(t0, 6), round(t1, 6)
        self.total = self.noise(seeds(entropy, (), 3)[0]) * np.float32((t1 - t0) ** 0.5)
        self.left_halves = {}

    def noise(self, seed):
        return self.source(seed).draw(self.size)

    def halves(self, start, end, whole, k, depth):
        """(middle, increment of the left half, of the right half)"""
        middle = round(0.5 * (end + start), 6)
        if (k, depth) not in self.left_halves:
            part, rest, share = middle - start, end - middle, 1 / (end - start)
            mean = np.float32(part) * whole * np.float32(share)
            self.left_halves[k, depth] = mean + np.float32((part * rest * share) ** 0.5) * self.noise(seeds(self.entropy, (k, depth), 4)[0])
        left = self.left_halves[k, depth]
        return middle, left, whole - left

    def increment(self, a, b):
        a, b = (round(min(max(t, self.t0), self.t1), 6) for t in (a, b))
        pieces = []

        def descend(start, end, whole, k, depth, low, high):
            if low == start and high == end:
                pieces.append(whole)
                return
            middle, left, right = self.halves(start, end, whole, k, depth)
            if low < middle:
                descend(start, middle, left, 2 * k, depth + 1, low, min(high, middle))
            if high > middle:
                descend(middle, end, right, 2 * k + 1, depth + 1, max(low, middle), high)
        descend(self.t0, self.t1, self.total, 0, 0, a, b)
        total = pieces[0]
        for piece in pieces[1:]:
            total = total + piece
        return total


def noise_between(tree, sigma, sigma_next):
    """What a sampler gets for the step from sigma down to sigma_next: unit normal, with the tree's sign turned."""
    step = tree.increment(min(sigma, sigma_next), max(sigma, sigma_next)) / np.sqrt(np.float32(abs(np.float32(sigma) - np.float32(sigma_next))))
    return -step if sigma > sigma_next else step


def main():
    tensors, cases = load_file(str(HERE / 'samplers.safetensors')), json.loads((HERE / 'samplers.json').read_text())['cases']
    for key, case in cases.items():
        if not key.startswith('brownian ') or 'ends' not in case:
            continue
        drawn = tensors[f'{key} | draws'].numpy()
        for row, seed in enumerate(case['seeds']):
            tree = BrownianTree({'CPU': CpuByHand, 'NV': Philox}[case['source']], drawn.shape[2:], *case['ends'], seed)
            error = max(np.abs(noise_between(tree, *call) - drawn[i, row]).max() for i, call in enumerate(case['calls']))
            assert error < 1e-6, (key, seed, error)
            print(key, seed, error)


if __name__ == '__main__':
    main()
