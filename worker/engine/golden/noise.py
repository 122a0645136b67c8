"""noise.json: starting noise of every source, bit for bit where a source defines it."""
import numpy as np


class Philox:
    """Philox 4x32-10 as CUDA's normal generator uses it: element i takes counter (draw, 0, i, 0), key = the 64 bit seed."""
    MULTIPLY = (0xD2511F53, 0xCD9E8D57)
    KEY_STEP = (0x9E3779B9, 0xBB67AE85)
    WORD = np.float32(2.3283064e-10)
    ANGLE = np.float32(2.3283064e-10 * 6.2831855)

    def __init__(self, seed):
        self.key, self.draws = (seed & 0xFFFFFFFF, seed >> 32 & 0xFFFFFFFF), 0

    def words(self, n):
        """(4, n) uint64, each a 32 bit word, of the next draw."""
        mask = np.uint64(0xFFFFFFFF)
        counter = [np.full(n, self.draws, np.uint64), np.zeros(n, np.uint64), np.arange(n, dtype=np.uint64), np.zeros(n, np.uint64)]
        key = [np.uint64(k) for k in self.key]
        for _ in range(10):
            a, b = counter[0] * np.uint64(self.MULTIPLY[0]), counter[2] * np.uint64(self.MULTIPLY[1])
            counter = [(b >> np.uint64(32)) ^ counter[1] ^ key[0], b & mask, (a >> np.uint64(32)) ^ counter[3] ^ key[1], a & mask]
            key = [(k + np.uint64(s)) & mask for k, s in zip(key, self.KEY_STEP)]
        self.draws += 1
        return np.stack(counter)

    def draw(self, shape):
        x, y = self.words(int(np.prod(shape)))[:2].astype(np.float64)
        u, v = x * float(self.WORD) + float(self.WORD / 2), y * float(self.ANGLE) + float(self.ANGLE / 2)
        return (np.sqrt(-2.0 * np.log(u)) * np.sin(v)).astype(np.float32).reshape(shape)
