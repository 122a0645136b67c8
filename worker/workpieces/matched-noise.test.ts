import { expect, test } from 'vitest';
import { ascending } from './ascending';
import { breathing } from './breathing';
import { transform, transformBack } from './fourier';
import { matchedNoise } from './matched-noise';
import { SeededRandom } from './seeded-random';

function seededRandom(count: number): Float64Array {
  const numbers = new Float64Array(count);
  new SeededRandom().fill(numbers);
  return numbers;
}

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
])('a transform of %i × %i samples is what it is by definition, and goes back', async (width, height) => {
  const numbers = seededRandom(2 * width * height);
  const samples = { width, height, re: numbers.slice(0, width * height), im: numbers.slice(width * height) };
  const spectrum = { ...samples, re: samples.re.slice(), im: samples.im.slice() };
  await transform(spectrum, breathing());
  slowTransform(samples).forEach(([re, im], k) => {
    expect(spectrum.re[k]).toBeCloseTo(re, 9);
    expect(spectrum.im[k]).toBeCloseTo(im, 9);
  });
  await transformBack(spectrum, breathing());
  samples.re.forEach((value, k) => {
    expect(spectrum.re[k]! / (width * height)).toBeCloseTo(value, 9);
  });
});

test('places in ascending order of their values, equal ones as they stand', async () => {
  const special = [0, -0, 1, -1, 1, 5e-324, -5e-324, 1e300, -1e300, Infinity, -Infinity, 0.1, 0.1];
  const values = Float64Array.from([...special, ...seededRandom(500)], (value, k) =>
    k < special.length ? value : (value - 0.5) * 10 ** (k % 40),
  );
  const expected = Array.from(values, (_, k) => k).sort((a, b) => values[a]! - values[b]! || a - b);
  const order = await ascending(values, breathing());
  // 0 and -0 are equal as numbers, not as bits.
  expect(Array.from(order, (k) => values[k]! + 0)).toEqual(expected.map((k) => values[k]! + 0));
  expect([...order].toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
  expect([...order].indexOf(2)).toBe([...order].indexOf(4) - 1);
});

test('others have the event loop many times while noise is drawn', async () => {
  const [width, height] = [256, 256];
  const picture = { width, height, channels: 3, data: new Uint8Array(width * height * 3).fill(90) };
  let turns = 0;
  const count = () => {
    turns++;
    turn = setImmediate(count);
  };
  let turn = setImmediate(count);
  const mask = new Uint8Array(width * height).fill(255, 0, width * 40);
  await matchedNoise(picture, mask, { fallOff: 1, colorVariation: 0 });
  clearImmediate(turn);
  expect(turns).toBeGreaterThan(2);
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
