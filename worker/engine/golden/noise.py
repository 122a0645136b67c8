"""noise.safetensors / noise.json: starting noise of every source, bit for bit where a source defines it."""
import numpy as np
import torch

from vectors import write_json, write_tensors


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
        """float32 array; arithmetic in double, the four constants rounded to float32 first."""
        x, y = self.words(int(np.prod(shape)))[:2].astype(np.float64)
        u, v = x * float(self.WORD) + float(self.WORD / 2), y * float(self.ANGLE) + float(self.ANGLE / 2)
        return (np.sqrt(-2.0 * np.log(u)) * np.sin(v)).astype(np.float32).reshape(shape)


class TorchCpu:
    def __init__(self, seed):
        self.generator = torch.Generator().manual_seed(seed)

    def draw(self, shape):
        return torch.randn(shape, generator=self.generator).numpy()


SOURCES = {'CPU': TorchCpu, 'NV': Philox}


# --- how torch's AVX2 kernel computes the CPU numbers, so that an engine can have the same bits (checked in main) ---

def fused(a, b, c):
    """float32 fma(a, b, c): the product is exact in double, so one rounding to float32 remains (two only in theory)."""
    return (np.float64(a) * np.float64(b) + np.float64(c)).astype(np.float32)


def cephes_log(x):
    """Natural logarithm of normal positive float32 numbers; Cephes logf, every multiply-add fused as the compiler did."""
    f, bits = np.float32, x.view(np.uint32)
    exponent = ((bits >> 23).astype(np.int32) - 126).astype(f)
    m = ((bits & np.uint32(0x807FFFFF)) | np.uint32(0x3F000000)).view(f)
    small = m < f(0.707106781186547524)
    exponent = exponent - small.astype(f)
    m = (m - f(1)) + np.where(small, m, f(0))
    square, y = m * m, f(7.0376836292e-2)
    for c in (-1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1):
        y = fused(y, m, f(c))
    y = fused(y * m, square, exponent * f(-2.12194440e-4))
    y = fused(-square, f(0.5), y)
    return fused(exponent, f(0.693359375), m + y)


def cephes_sincos(x):
    """(sin, cos) of float32 angles in [0, 2 pi); Cephes, reduced by multiples of pi/4 in three parts."""
    f = np.float32
    octant = ((x * f(1.27323954473516)).astype(np.int32) + 1) & ~1
    for part in (-0.78515625, -2.4187564849853515625e-4, -3.77489497744594108e-8):
        x = fused(octant.astype(f), f(part), x)
    z = x * x
    c = fused(fused(f(2.443315711809948e-5), z, f(-1.388731625493765e-3)), z, f(4.166664568298827e-2))
    c = fused(c * z, z, -(z * f(0.5))) + f(1)
    s = fused(fused(f(-1.9515295891e-4), z, f(8.3321608736e-3)), z, f(-1.6666654611e-1))
    s = fused(s * z, x, x)
    swap = (octant & 2) != 0
    sign_sin, sign_cos = np.where(octant & 4, f(-1), f(1)), np.where((octant - 2) & 4, f(1), f(-1))
    return np.where(swap, c, s) * sign_sin, np.where(swap, s, c) * sign_cos


class CpuByHand:
    """The same numbers as TorchCpu without torch: Mersenne Twister words, then Box-Muller in blocks of 16 floats."""

    def __init__(self, seed):
        self.twister, self.spare = np.random.RandomState(seed & 0xFFFFFFFF), None

    def words(self, n):
        return self.twister.randint(0, 2 ** 32, size=n, dtype=np.uint64)

    @staticmethod
    def blocks(words):
        f = np.float32
        u = ((words & np.uint64(0xFFFFFF)).astype(f) * f(2 ** -24)).reshape(-1, 2, 8)
        radius = np.sqrt(f(-2) * cephes_log(f(1) - u[:, 0]))
        sin, cos = cephes_sincos(f(6.283185307179586) * u[:, 1])
        return np.stack([radius * cos, radius * sin], 1).reshape(-1)

    def one(self):
        """Below 16 numbers: doubles, the second of a pair kept for the next call, also of the next draw."""
        if self.spare is not None:
            value, self.spare = self.spare, None
            return value
        hi1, lo1, hi2, lo2 = (int(w) for w in self.words(4))
        u1, u2 = (((hi << 32 | lo) & (2 ** 53 - 1)) * 2.0 ** -53 for hi, lo in ((hi1, lo1), (hi2, lo2)))
        radius = (-2.0 * np.log1p(-u2)) ** 0.5
        self.spare = radius * np.sin(2 * np.pi * u1)
        return radius * np.cos(2 * np.pi * u1)

    def draw(self, shape):
        n = int(np.prod(shape))
        if n < 16:
            return np.array([self.one() for _ in range(n)], np.float32).reshape(shape)
        words = self.words(n)
        values = np.empty(n, np.float32)
        values[:n // 16 * 16] = self.blocks(words[:n // 16 * 16])
        if n % 16:
            values[-16:] = self.blocks(self.words(16))
        return values.reshape(shape)


# --- what the web UI does with a source ---

def slerp(part, low, high):
    """(C, h, w) arrays; angles are taken per column, over the height. Almost equal noises are mixed with swapped weights."""
    low, high = torch.from_numpy(low), torch.from_numpy(high)
    dot = (low / low.norm(dim=1, keepdim=True) * (high / high.norm(dim=1, keepdim=True))).sum(1)
    if dot.mean() > 0.9995:
        return (low * part + high * (1 - part)).numpy()
    omega = torch.acos(dot)
    weights = [(torch.sin(w * omega) / torch.sin(omega)).unsqueeze(1) for w in (1.0 - part, part)]
    return (weights[0] * low + weights[1] * high).numpy()


def pasted(small, large):
    """`small` (C, h, w) in the middle of `large`, cropped to it where it is larger; halves are rounded down."""
    result, places = large.copy(), []
    for inner, outer in zip(small.shape[1:], large.shape[1:]):
        gap = (outer - inner) // 2
        size = inner if gap >= 0 else inner + 2 * gap
        places.append((slice(max(gap, 0), max(gap, 0) + size), slice(max(-gap, 0), max(-gap, 0) + size)))
    (ty, sy), (tx, sx) = places
    result[:, ty, tx] = small[:, sy, sx]
    return result


class PictureNoise:
    """One picture's generator: the first draw with variation and seed resize, then plain draws; `delta` is ENSD."""

    def __init__(self, source, shape, seed, subseed=0, strength=0.0, resize_from=None, delta=0):
        self.source, self.shape, self.seed = SOURCES[source], shape, seed
        self.subseed, self.strength, self.delta = subseed, strength, delta
        self.first_shape = (shape[0], resize_from[0] // 8, resize_from[1] // 8) if resize_from else shape
        self.generator = self.source(seed)

    def first(self):
        noise = (self.source(self.seed) if self.first_shape != self.shape else self.generator).draw(self.first_shape)
        if self.strength:
            noise = slerp(self.strength, noise, self.source(self.subseed).draw(self.first_shape))
        if self.first_shape != self.shape:
            noise = pasted(noise, self.generator.draw(self.shape))
        if self.delta:
            self.generator = self.source(self.seed + self.delta)
        return noise

    def next(self):
        return self.generator.draw(self.shape)


SEEDS = [0, 1, 42, 1234567890, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 2 ** 40 + 7, 2 ** 53 - 1]
SIZES = [(1,), (2,), (3,), (12,), (15,), (16,), (17,), (31,), (33,), (4, 3, 5), (4, 8, 8)]
PICTURES = [
    {'shape': (4, 8, 6), 'seed': 7},
    {'shape': (4, 8, 6), 'seed': 7, 'delta': 31337},
    {'shape': (4, 8, 6), 'seed': 7, 'subseed': 8, 'strength': 0.3},
    {'shape': (4, 8, 6), 'seed': 7, 'subseed': 8, 'strength': 1.0},
    {'shape': (4, 8, 6), 'seed': 7, 'subseed': 7, 'strength': 0.25},
    {'shape': (4, 8, 6), 'seed': 7, 'resize_from': (48, 32)},
    {'shape': (4, 8, 6), 'seed': 7, 'resize_from': (88, 72)},
    {'shape': (4, 7, 6), 'seed': 7, 'resize_from': (40, 71)},
    {'shape': (4, 8, 6), 'seed': 7, 'resize_from': (96, 16), 'subseed': 9, 'strength': 0.5, 'delta': 1},
]


def main():
    tensors, cases = {}, {}
    for source in SOURCES:
        for seed in SEEDS:
            for size in SIZES:
                generator, by_hand = SOURCES[source](seed), CpuByHand(seed)
                draws = [generator.draw(size) for _ in range(3 if np.prod(size) < 100 else 1)]
                if source == 'CPU':
                    assert all((d == by_hand.draw(size)).all() for d in draws), (seed, size)
                key = f'{source} seed={seed} size={"x".join(map(str, size))}'
                tensors[key] = torch.from_numpy(np.stack(draws))
        for i, arguments in enumerate(PICTURES):
            picture = PictureNoise(source, **arguments)
            tensors[f'{source} picture {i}'] = torch.from_numpy(np.stack([picture.first(), picture.next(), picture.next()]))
            cases[f'picture {i}'] = arguments
    mixed = TorchCpu(3)
    tensors['CPU seed=3 mixed'] = torch.from_numpy(np.concatenate([mixed.draw((n,)) for n in (3, 20, 1, 5, 64)]))
    by_hand = CpuByHand(3)
    assert (np.concatenate([by_hand.draw((n,)) for n in (3, 20, 1, 5, 64)]) == tensors['CPU seed=3 mixed'].numpy()).all()
    cases['CPU seed=3 mixed'] = {'sizes': [3, 20, 1, 5, 64], 'note': 'one generator; draws below 16 numbers keep a spare across draws'}
    write_tensors('noise', tensors)
    write_json('noise', {
        'rows': 'consecutive draws of one generator; pictures: the first draw (variation, resize), then two later ones',
        'cpu': 'bits of torch\'s AVX2 kernel, equal to CpuByHand in noise.py; a processor without AVX2 differs in the last bits',
        'cases': cases})
    print(len(tensors), 'noises')


if __name__ == '__main__':
    main()
