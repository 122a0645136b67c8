const { floor, fround } = Math;

/** `torch.linspace`: `n` float32 values from `start` to `end`, both exact; one value is `start`. */
export function linspace(start: number, end: number, n: number): number[] {
  const [first, last] = [fround(start), fround(end)];
  if (n === 1) return [first];
  const step = fround(fround(last - first) / (n - 1));
  return Array.from({ length: n }, (_, i) =>
    i < floor(n / 2) ? fround(first + step * i) : fround(last - step * (n - 1 - i)),
  );
}
