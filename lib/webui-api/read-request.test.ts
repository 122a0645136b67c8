import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonFault } from './json-fault';
import { readObject } from './read-request';

const read = (body: string) => readObject(new Request('http://x/', { method: 'POST', body }));

test('a JSON object is read', async () => {
  expect(await read('{"prompt":"é😀"}')).toEqual({ prompt: 'é😀' });
});

test.each([
  ['', [{ loc: ['body'], msg: 'field required', type: 'value_error.missing' }]],
  ['null', [{ loc: ['body'], msg: 'field required', type: 'value_error.missing' }]],
  ['[]', [{ loc: ['body'], msg: 'value is not a valid dict', type: 'type_error.dict' }]],
  ['"x"', [{ loc: ['body'], msg: 'value is not a valid dict', type: 'type_error.dict' }]],
])('%s is refused', async (body, detail) => {
  await expect(read(body)).rejects.toMatchObject({ status: 422, detail });
});

test.each([
  ['{"a":1,}', 7, 'Expecting property name enclosed in double quotes', 1, 8],
  ['{"a" 1}', 5, "Expecting ':' delimiter", 1, 6],
  ['{"a":1 "b":2}', 7, "Expecting ',' delimiter", 1, 8],
  ['{"a":\n  x}', 8, 'Expecting value', 2, 3],
  ['{} x', 3, 'Extra data', 1, 4],
  ['{"a":', 5, 'Expecting value', 1, 6],
  ['{"a":"b', 5, 'Unterminated string starting at', 1, 6],
  ['{"a":"\n"}', 6, 'Invalid control character at', 1, 7],
  ['{"a":"\\x"}', 6, 'Invalid \\escape', 1, 7],
  ['[1,[2,]]', 6, 'Expecting value', 1, 7],
  ['[{"a":[]} 1]', 10, "Expecting ',' delimiter", 1, 11],
  ['{a:1}', 1, 'Expecting property name enclosed in double quotes', 1, 2],
])('%j is broken at its offset', async (body, pos, msg, lineno, colno) => {
  await expect(read(body)).rejects.toMatchObject({
    status: 422,
    detail: [
      {
        loc: ['body', pos],
        msg: `${msg}: line ${lineno} column ${colno} (char ${pos})`,
        type: 'value_error.jsondecode',
        ctx: { msg, doc: body, pos, lineno, colno },
      },
    ],
  });
});

test('the place of a fault is found wherever JSON.parse finds one', () => {
  const json = fc.json();
  fc.assert(
    fc.property(
      json,
      fc.nat(),
      fc.constantFrom('', '}', ']', ',', '"', 'x', '\u0001', '\\'),
      (text, at, put) => {
        const place = at % (text.length + 1);
        const broken = text.slice(0, place) + put + text.slice(place + 1);
        let valid = true;
        try {
          JSON.parse(broken);
        } catch {
          valid = false;
        }
        expect(findJsonFault(broken) === null).toBe(valid);
      },
    ),
  );
});

test('a deep nest is no trouble', () => {
  expect(findJsonFault('['.repeat(1_000_000))).toMatchObject({ pos: 1_000_000, message: 'Expecting value' });
});
