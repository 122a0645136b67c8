import { expect, test } from 'vitest';
import { transform, transformBack } from './fourier';
import { matchedNoise } from './matched-noise';
import { seededRandom } from './seeded-random';

test('the random numbers are those of numpy’s default_rng(0)', () => {
  expect([...seededRandom(5)]).toEqual([
    0.6369616873214543, 0.2697867137638703, 0.04097352393619469, 0.016527635528529094, 0.8132702392002724,
  ]);
});

/** By its definition. */
function slowTransform({ width, height, re, im }: Parameters<typeof transform>[0]) {
  return Array.from({ length: width * height }, (_, k) => {
    const [u, v] = [k % width, Math.floor(k / width)];
    let sum: [number, number] = [0, 0];
    for (let i = 0; i < width * height; i++) {
      const turn = -2 * Math.PI * ((u * (i % width)) / width + (v * Math.floor(i / width)) / height);
      const [c, s] = [Math.cos(turn), Math.sin(turn)];
      sum = [sum[0] + re[i]! * c - im[i]! * s, sum[1] + re[i]! * s + im[i]! * c];
    }
    return sum;
  });
}

test.each([
  [16, 6],
  [10, 14],
  [1, 32],
])('a transform of %i × %i samples is what it is by definition, and goes back', (width, height) => {
  const numbers = seededRandom(2 * width * height);
  const samples = { width, height, re: numbers.slice(0, width * height), im: numbers.slice(width * height) };
  const spectrum = { ...samples, re: samples.re.slice(), im: samples.im.slice() };
  transform(spectrum);
  slowTransform(samples).forEach(([re, im], k) => {
    expect(spectrum.re[k]).toBeCloseTo(re, 9);
    expect(spectrum.im[k]).toBeCloseTo(im, 9);
  });
  transformBack(spectrum);
  samples.re.forEach((value, k) => {
    expect(spectrum.re[k]! / (width * height)).toBeCloseTo(value, 9);
  });
});

const [width, height, NEW] = [24, 20, 8];

/** The first columns are new. */
function scene() {
  const data = new Uint8Array(width * height * 3);
  const mask = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (x < NEW) mask[i] = 255;
      else data.set([x * 7 + y * 3, x * x + y * 11, 255 - x * 5 - y], 3 * i);
    }
  }
  return { picture: { width, height, channels: 3, data }, mask };
}

/** The new columns as numpy and scikit-image compute them. */
const GOLDEN: [wishes: Parameters<typeof matchedNoise>[2], columns: string][] = [
  [
    { fallOff: 1, colorVariation: 0.05 },
    'eY60hIixhciyi7OXh36ejsSnit6zg3S5a2G+dtG4c8K6eUCleF6pgNCvfZi7dSbCU2fHX8DGYonEZB61WLC9WfLFUpTOSRPX' +
      'Ql3NVkfIZiTCaTGvWru6YdzDV6DMS1nTO0rRPxTPTAvLTnq+RbzEUWjITzzQRx/VaEe7bha5bzG4armtXaa3aDi/WzbKVQ3M' +
      'fxCqiBypg5usd8ekcYSrdGS2bj/BbAXDgRmofFKucL62ZWiwXky3Y1TBXArKYADJplySn9abkfemfLqecMura6q8ZxDGZALH' +
      'oY+Zme+glfCliaiYfqukeyGzdwW9ciK/oMWanOidmMagjJ+WhZmffgixegi8cm7AsOSPr+ySp5yVm7CMjaOYgiqwdYnAbfrF' +
      'tc2Mt66NsUKRrFKEqDSJoWOcmNqukv20pnOVo1ianE6dmimOlxeUkI2njNi1lPOyvU+IuCyNqzqTrWCDo3CLorGbpemiqv+h' +
      'zkN+xEqFwRuHxid6wHt8yH+D1NSF2v2Bypp/u5GJsxGOrj2CpJSKr2+QvLaQ0fWIzNx9w4WGui6KtGyAqYKHsrWLtuaTvvqP' +
      'neSWljShk36mlc+Rk3OUnqWXn9KjqZCcke+iinmqhuCth+eZgHefjqWjj+Gsmlao',
  ],
  [
    { fallOff: 0.5, colorVariation: 0.6 },
    'f4/Lptq4vZ+8xImSyrCOzKV91Md8yH5/h2PHqsSyr6XCra6XrpqNs4J+zmh60WCBdpDMj7DFmYXEi9atbu+1V/ecaZGNa121' +
      'YkPNjEfCtCqrtlaRk6CwbPOLed6IaMKqOzTKSRO/XCK9YDS+UWjGYbypfOSdk9C5XxSkcByUp1SPnEengDy5cDGQZYSJVTah' +
      'byezhjqQqUKPn0ywnlK0kBuLgheGawiOTo6xTGeSXSabWCm6d3+7enefjiSVhQCepeG4mLqVqOCYpMC3ke+ybdiXeViUWi6Z' +
      'iuTTfefGsem2sJi2mJmug2SRojGFmnOMY77QXvrBnfKrms2ofpSeaCGJgz+AbrOKoaPMieyoq8akoc+ljcucdW+jZoimU/C7' +
      'dcXJdNyno0CftVKZwaiaurWjvLussv3DjHrOfkq/lAW0lg2glVmmcYmtfKauiPrAo1zImwu3qQKsrx+blx6veHCvkeapn//H' +
      'Z0q6hBCiuD2Txk6KwAqWuxCHw7aF2v2dkjjFiiy9rHmzoGylchHBZAWTd3OEnNSWjnS+lWGxvpSht0+gphaqh16Dc5uChbmY' +
      'QsjVR37RZLHIgG7EgY28atKDVnuMcgiiRfXXP+jPS9zKT5zDUqrAW9GHWauIexma',
  ],
];

test.each(GOLDEN)('noise with a picture’s spectrum and levels, wishes %j', async (wishes, columns) => {
  const { picture, mask } = scene();
  const { data } = await matchedNoise(picture, mask, wishes);
  const golden = Buffer.from(columns, 'base64');
  for (let y = 0; y < height; y++) {
    const row = [...data.subarray(3 * y * width, 3 * (y + 1) * width)];
    expect(row.slice(0, 3 * NEW)).toEqual([...golden.subarray(3 * y * NEW, 3 * (y + 1) * NEW)]);
    // What is old stays, to the last level.
    expect(row.slice(3 * NEW)).toEqual([
      ...picture.data.subarray(3 * (y * width + NEW), 3 * (y + 1) * width),
    ]);
  }
});

test('a black picture and one without anything old are no trouble', async () => {
  const { picture, mask } = scene();
  const black = { ...picture, data: new Uint8Array(picture.data.length) };
  const wishes = { fallOff: 1, colorVariation: 0.05 };
  expect((await matchedNoise(black, mask, wishes)).data.every((level) => level === 0)).toBe(true);
  expect((await matchedNoise(picture, mask.fill(255), wishes)).data).toEqual(picture.data);
});
