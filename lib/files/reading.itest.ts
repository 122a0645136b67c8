import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { treeRoot } from '@/lib/data-dir';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { withPngText } from '@/lib/pictures/png-text';
import { onDisk } from './disk-error';
import { pictureFacts, previewOf, sendArchive, sendFile } from './index';
import { aPersonWithFiles, put, type TestPerson } from './testing';

useTestDatabase();
useTestDataDir();

let me: TestPerson;
beforeAll(async () => {
  me = await aPersonWithFiles();
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  sendFile(me.open.tree, path, new Request('http://x/', { headers, method }));
const archive = async (...paths: string[]) =>
  Buffer.from(await (await sendArchive(me.open.tree, paths, new AbortController().signal)).arrayBuffer());
const drawing = (side = 640) =>
  sharp({ create: { width: side, height: side / 2, channels: 3, background: 'teal' } });

test.each(['page.html', 'picture.svg', 'script.js', 'データ "x"; y=1.txt'])(
  '%s is a download, never a page of ours',
  async (name) => {
    await put(me.open, `inputs/${name}`, '<script>alert(1)</script>');
    const { headers } = await get(`inputs/${name}`);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="[\w. -]*"; filename\*=UTF-8''[\w.%~!-]*$/,
    );
    expect(headers.get('content-disposition')).toContain(encodeURIComponent(name));
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  },
);

test('a part of a file, all of it, and nothing when it is known', async () => {
  await put(me.open, 'inputs/digits', '0123456789');
  const whole = await get('inputs/digits');
  expect([whole.status, await whole.text()]).toEqual([200, '0123456789']);
  const part = await get('inputs/digits', { range: 'bytes=2-4' });
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    206,
    'bytes 2-4/10',
    '234',
  ]);
  expect((await get('inputs/digits', { range: 'bytes=99-' })).status).toBe(416);
  const etag = whole.headers.get('etag')!;
  expect((await get('inputs/digits', { 'if-none-match': etag })).status).toBe(304);
  const changed = await get('inputs/digits', { range: 'bytes=2-4', 'if-range': '"another"' });
  expect([changed.status, await changed.text()]).toEqual([200, '0123456789']);
  const head = await get('inputs/digits', {}, 'HEAD');
  expect([head.headers.get('content-length'), await head.text()]).toEqual(['10', '']);
  await put(me.open, 'inputs/empty', '');
  expect(await (await get('inputs/empty')).text()).toBe('');
});

/** Name → content of a ZIP archive of stored files, by its central directory (APPNOTE 4.3). */
function unzip(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) {
    const size = zip.readUInt32LE(at + 24);
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    files.set(name, zip.toString('utf8', start, start + size));
  }
  return files;
}

test('folders and files as one archive, without links, trash and uploads', async () => {
  await put(me.open, 'set/a/größe.txt', 'large');
  await put(me.open, 'set/b.txt', 'b');
  await mkdir(join(treeRoot(me.open.tree), 'set/empty'));
  await symlink('/etc/passwd', join(treeRoot(me.open.tree), 'set/outside'));
  expect([...unzip(await archive('set'))]).toEqual([
    ['set/', ''],
    ['set/a/', ''],
    ['set/a/größe.txt', 'large'],
    ['set/b.txt', 'b'],
    ['set/empty/', ''],
  ]);
  expect([...unzip(await archive('set/b.txt', 'set/a', 'set/a/größe.txt')).keys()]).toEqual([
    'b.txt',
    'a/',
    'a/größe.txt',
  ]);
  const all = [...unzip(await archive('')).keys()];
  expect(all).toContain('set/b.txt');
  expect(all.filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a preview is the picture made small; what is none has none', async () => {
  await put(me.open, 'inputs/p.png', await drawing().png().toBuffer());
  const small = await sharp(await previewOf(me.open.tree, 'inputs/p.png', 256)).metadata();
  expect(small).toMatchObject({ format: 'webp', width: 256, height: 128 });
  expect(await previewOf(me.open.tree, 'inputs/p.png', 256)).toEqual(
    await previewOf(me.open.tree, 'inputs/p.png', 256),
  );
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>';
  for (const [name, content] of [
    ['drawing.png', svg],
    ['text.jpg', 'not a picture'],
    ['torn.png', (await drawing().png().toBuffer()).subarray(0, 60)],
  ] as const) {
    await put(me.open, `inputs/${name}`, content);
    await expect(previewOf(me.open.tree, `inputs/${name}`, 256)).rejects.toMatchObject({
      code: 'no_picture',
    });
  }
  expect(await pictureFacts(me.open.tree, 'inputs/drawing.png')).toBeNull();
});

test('a changed file has a new preview', async () => {
  const absolute = await put(me.open, 'inputs/c.png', await drawing(64).png().toBuffer());
  const before = await previewOf(me.open.tree, 'inputs/c.png', 256);
  await writeFile(absolute, await drawing(128).png().toBuffer());
  expect(await previewOf(me.open.tree, 'inputs/c.png', 256)).not.toEqual(before);
});

/** An Exif block whose only content is a UserComment, big-endian. */
function exifWith(comment: Buffer): Buffer {
  const head = Buffer.alloc(44);
  head.write('MM\0*', 0, 'latin1');
  head.writeUInt32BE(8, 4);
  head.writeUInt16BE(1, 8);
  head.writeUInt16BE(0x8769, 10);
  head.writeUInt16BE(4, 12);
  head.writeUInt32BE(1, 14);
  head.writeUInt32BE(26, 18);
  head.writeUInt16BE(1, 26);
  head.writeUInt16BE(0x9286, 28);
  head.writeUInt16BE(7, 30);
  head.writeUInt32BE(comment.length, 32);
  head.writeUInt32BE(44, 36);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), head, comment]);
}

/** The JPEG with an APP1 segment behind its start. */
function withExif(jpeg: Buffer, exif: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)]);
}

const TEXT = 'a red barn, 赤い納屋\nSteps: 4, Seed: 7';

test.each([
  ['PNG text', async () => withPngText(await drawing().png().toBuffer(), 'parameters', TEXT)],
  [
    'JPEG, UTF-16 big-endian',
    async () => {
      const comment = Buffer.concat([Buffer.from('UNICODE\0'), Buffer.from(TEXT, 'utf16le').swap16()]);
      return withExif(await drawing().jpeg().toBuffer(), exifWith(comment));
    },
  ],
  [
    'JPEG, UTF-16 little-endian',
    async () => {
      const comment = Buffer.concat([Buffer.from('UNICODE\0'), Buffer.from(TEXT, 'utf16le')]);
      return withExif(await drawing().jpeg().toBuffer(), exifWith(comment));
    },
  ],
  [
    'JPEG, UTF-8',
    async () => withExif(await drawing().jpeg().toBuffer(), exifWith(Buffer.from(`\0\0\0\0\0\0\0\0${TEXT}`))),
  ],
])('parameters are read from %s', async (_, made) => {
  await put(me.open, 'inputs/parameters', await made());
  expect(await pictureFacts(me.open.tree, 'inputs/parameters')).toMatchObject({
    width: 640,
    height: 320,
    parameters: TEXT,
  });
});

test('a picture that says nothing, or whose Exif is damaged, has no parameters', async () => {
  await put(me.open, 'inputs/plain.webp', await drawing().webp().toBuffer());
  expect(await pictureFacts(me.open.tree, 'inputs/plain.webp')).toMatchObject({ parameters: null });
  const torn = exifWith(Buffer.from('UNICODE\0')).subarray(0, 30);
  await put(me.open, 'inputs/torn.jpg', withExif(await drawing().jpeg().toBuffer(), torn));
  expect(await pictureFacts(me.open.tree, 'inputs/torn.jpg')).toMatchObject({ parameters: null });
});

test.each([
  ['EROFS', 'data_dir_read_only'],
  ['EACCES', 'data_dir_read_only'],
  ['ENOSPC', 'disk_full'],
  ['EIO', 'disk_error'],
  ['ENOENT', 'file_not_found'],
  ['ENAMETOOLONG', 'bad_name'],
])('a disk that says %s is explained', async (code, expected) => {
  const refused = onDisk(() => Promise.reject(Object.assign(new Error(code), { code })));
  await expect(refused).rejects.toMatchObject({ code: expected, message: expect.stringMatching(/\. |\.$/) });
});
