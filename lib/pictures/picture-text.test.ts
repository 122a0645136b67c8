import { expect, test } from 'vitest';
import { bytesOfPictureText } from './picture-text';

const BYTES = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00]);

test.each([
  ['bare', BYTES.toString('base64')],
  ['of another alphabet', BYTES.toString('base64url')],
  ['in lines', BYTES.toString('base64').replace(/(.{4})/g, '$1\r\n')],
  ['a data URI', `data:image/png;base64,${BYTES.toString('base64')}`],
  ['a data URI with a parameter', `data:image/png;name=a.png;base64,${BYTES.toString('base64')}`],
])('base64, %s', (_, text) => {
  expect(bytesOfPictureText(text)).toEqual(BYTES);
});

test.each(['', 'data:image/png;base64,', '   '])('no text is no bytes: %j', (text) => {
  expect(bytesOfPictureText(text)).toHaveLength(0);
});
