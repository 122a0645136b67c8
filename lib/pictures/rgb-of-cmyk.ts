/** a × b / 255, rounded. */
function share(a: number, b: number): number {
  const product = a * b + 128;
  return (product + (product >> 8)) >> 8;
}

/** Samples of CMYK, 255 is full ink, as RGB by the plain formula (as Pillow converts). */
export function rgbOfCmyk(cmyk: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((cmyk.length / 4) * 3);
  for (let from = 0, to = 0; from < cmyk.length; from += 4) {
    const light = 255 - cmyk[from + 3]!;
    for (let ink = 0; ink < 3; ink++) rgb[to++] = light - share(cmyk[from + ink]!, light);
  }
  return rgb;
}
