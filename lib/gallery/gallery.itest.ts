import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { databasePool } from '@/lib/db/pool';
import { useTestDatabase, useTestDataDir } from '@/lib/db/testing';
import { trashEntries } from '@/lib/files';
import { aPersonWithFiles, filesBelow, put } from '@/lib/files/testing';
import { changeMarks } from './change-marks';
import { changeCollection, listCollections, makeCollection, renameCollection } from './collections';
import { readFacets } from './facets';
import type { GalleryFilter } from './gallery-view';
import { listGallery, readGallery } from './list-gallery';
import { outlineGallery } from './outline-gallery';
import { restorePictures, trashPictures } from './trash-pictures';

useTestDatabase();
useTestDataDir();

interface Made {
  id: string;
  infotext: string;
  model: string;
  size: string;
  at: number;
}

const SUBJECTS = [
  'red house',
  'blue cat',
  'Émile’s café',
  '赤い家',
  'teal-dragon_x',
  'a "quoted" house',
  'CAT house',
];
const MODELS = ['starter-v0', 'paint, v2', 'dreamer'];
const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

/** A job of this person with pictures that differ in everything the gallery filters by. */
async function makePictures(userId: string, count: number, from = 0, subjects = SUBJECTS): Promise<Made[]> {
  const job = randomUUID();
  const pool = databasePool();
  await pool.query(
    `INSERT INTO job (id, user_id, request, task_id, state) VALUES ($1, $2, '{}', 'x', 'succeeded')`,
    [job, userId],
  );
  const made: Made[] = [];
  for (let k = from; k < from + count; k++) {
    const model = MODELS[k % MODELS.length]!;
    const [width, height] = k % 2 ? [512, 768] : [512, 512];
    const name = model.includes(',') ? `"${model}"` : model;
    const infotext = `${subjects[k % subjects.length]}, Model: none\nNegative prompt: blurry\nSteps: ${10 + k}, Seed: ${k * 31}, Size: ${width}x${height}, Model: ${name}, Version: 1`;
    const picture = { id: randomUUID(), infotext, model, size: `${width}x${height}`, at: START + k * HOUR };
    await pool.query(
      `INSERT INTO picture (id, user_id, job_id, index, path, width, height, seed, infotext, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        picture.id,
        userId,
        job,
        k,
        `users/x/outputs/${picture.id}.png`,
        width,
        height,
        k,
        infotext,
        new Date(picture.at),
      ],
    );
    made.push(picture);
  }
  return made;
}

const idsOf = async (userId: string, filter: GalleryFilter = {}) =>
  (await listGallery(userId, { ...filter, limit: 200 })).pictures.map(({ id }) => id);
const newestFirst = (made: readonly Made[]) => [...made].sort((a, b) => b.at - a.at).map(({ id }) => id);
/** What the README says a word is, done by hand. */
const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, ' $& ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
const hasWords = (text: string, words: string) =>
  wordsOf(words).every((word) => wordsOf(text).some((other) => other.startsWith(word)));

test('nobody sees, marks, collects or finds what is somebody else’s', async () => {
  const [ann, eve] = await Promise.all([aPersonWithFiles(), aPersonWithFiles()]);
  const hers = await makePictures(ann.id, 5);
  const ids = hers.map(({ id }) => id);
  const collection = await makeCollection(ann.id, 'Hers');
  await changeCollection(ann.id, collection, { add: ids });
  await changeMarks(ann.id, ids, { favourite: true, rating: 4, addTags: ['secret'] });

  for (const filter of [{}, { search: 'house' }, { favourite: true }, { tag: 'secret' }, { collection }])
    expect(await idsOf(eve.id, filter)).toEqual([]);
  expect(await readGallery(eve.id, ids)).toEqual([]);
  expect((await outlineGallery(eve.id, {}, 'UTC')).ids).toEqual([]);
  expect(await readFacets(eve.id)).toMatchObject({ total: 0, favourites: 0, models: [], tags: [] });
  expect(await listCollections(eve.id)).toEqual([]);

  expect(await changeMarks(eve.id, ids, { rating: 1, addTags: ['mine'] })).toBe(0);
  await changeCollection(eve.id, collection, { remove: ids });
  await renameCollection(eve.id, collection, 'Mine');
  const own = await makeCollection(eve.id, 'Hers');
  await changeCollection(eve.id, own, { add: ids });
  await trashPictures(eve.open, ids);
  expect((await listCollections(eve.id)).map(({ count }) => count)).toEqual([0]);
  expect(await listCollections(ann.id)).toMatchObject([{ name: 'Hers', count: 5 }]);
  expect((await readGallery(ann.id, ids)).map(({ rating, tags }) => [rating, tags])).toEqual(
    ids.map(() => [4, ['secret']]),
  );
});

test('searches and filters find what a look at every picture finds', async () => {
  const ann = await aPersonWithFiles();
  await makePictures((await aPersonWithFiles()).id, 20);
  const made = await makePictures(ann.id, 70);
  const searches = [
    'house',
    'HOU',
    'red house',
    'cat',
    'émile',
    'café',
    '家',
    '赤家',
    'teal',
    'dragon x',
    'seed 62',
  ];
  for (const search of [...searches, 'zzz', 'steps', 'quoted', 'blurry version']) {
    const naive = made.filter(({ infotext }) => hasWords(infotext, search));
    expect(await idsOf(ann.id, { search }), search).toEqual(newestFirst(naive));
    expect((await outlineGallery(ann.id, { search }, 'UTC')).ids, search).toEqual(newestFirst(naive));
  }
  const without = made.filter(({ infotext }) => hasWords(infotext, 'house') && !hasWords(infotext, 'red'));
  expect(await idsOf(ann.id, { search: 'house -red' })).toEqual(newestFirst(without));
  const phrase = made.filter(({ infotext }) => infotext.toLowerCase().includes('cat house'));
  expect(await idsOf(ann.id, { search: '"cat house"' })).toEqual(newestFirst(phrase));
  expect(await idsOf(ann.id, { search: '"house cat"' })).toEqual([]);
  expect(await idsOf(ann.id, { search: '... - "" \' \\ :*' })).toHaveLength(70);

  const model = made.filter((picture) => picture.model === 'paint, v2');
  expect(await idsOf(ann.id, { models: ['paint, v2'] })).toEqual(newestFirst(model));
  const size = made.filter((picture) => picture.size === '512x768');
  expect(await idsOf(ann.id, { sizes: ['512x768'] })).toEqual(newestFirst(size));
  const [from, until] = [START + 10 * HOUR, START + 20 * HOUR];
  const dated = made.filter(({ at }) => at >= from && at < until);
  const dates = { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
  expect(await idsOf(ann.id, dates)).toEqual(newestFirst(dated));
  const all = made.filter(
    (picture) => model.includes(picture) && size.includes(picture) && dated.includes(picture),
  );
  expect(await idsOf(ann.id, { ...dates, models: ['paint, v2'], sizes: ['512x768'] })).toEqual(
    newestFirst(all),
  );
  const facets = await readFacets(ann.id);
  expect(facets.total).toBe(70);
  expect(facets.models.find(({ name }) => name === 'paint, v2')?.count).toBe(model.length);
  expect(facets.sizes).toEqual([
    { name: '512x512', count: 35 },
    { name: '512x768', count: 35 },
  ]);
});

test('frequent words are found behind the newest pictures too', async () => {
  const ann = await aPersonWithFiles();
  const made = await makePictures(ann.id, 60, 0, ['cat', 'dog']);
  const cats = newestFirst(made.filter(({ infotext }) => infotext.startsWith('cat')));
  const found: string[] = [];
  for (let before: string | undefined; ; ) {
    const page = await listGallery(ann.id, { search: 'cat', limit: 7, before });
    found.push(...page.pictures.map(({ id }) => id));
    if (page.next === null) break;
    before = page.next;
  }
  expect(found).toEqual(cats);
});

test('turning pages loses nothing and repeats nothing while pictures come and go', async () => {
  const ann = await aPersonWithFiles();
  const made = await makePictures(ann.id, 30);
  const order = newestFirst(made);
  const first = await listGallery(ann.id, { limit: 10 });
  await makePictures(ann.id, 5, 100);
  await trashPictures(ann.open, [first.next!]);
  const second = await listGallery(ann.id, { limit: 10, before: first.next! });
  const third = await listGallery(ann.id, { limit: 10, before: second.next! });
  expect([...first.pictures, ...second.pictures, ...third.pictures].map(({ id }) => id)).toEqual(order);
  expect(third.next).toBeNull();
});

test.each(['newest', 'oldest', 'rating', 'largest'] as const)(
  '%s first: pages and outline agree',
  async (order) => {
    const ann = await aPersonWithFiles();
    const made = await makePictures(ann.id, 40);
    const stars = new Map(made.map(({ id }, k) => [id, (k * 7) % 6]));
    for (const rating of [1, 2, 3, 4, 5]) {
      const ids = made.filter(({ id }) => stars.get(id) === rating).map(({ id }) => id);
      await changeMarks(ann.id, ids, { rating });
    }
    const area = ({ size }: Made) => size.split('x').reduce((product, side) => product * Number(side), 1);
    const first: Record<typeof order, (a: Made, b: Made) => number> = {
      newest: () => 0,
      oldest: (a, b) => a.at - b.at,
      rating: (a, b) => stars.get(b.id)! - stars.get(a.id)!,
      largest: (a, b) => area(b) - area(a),
    };
    const expected = [...made].sort((a, b) => first[order](a, b) || b.at - a.at);

    const found: string[] = [];
    for (let before: string | undefined; ; ) {
      const page = await listGallery(ann.id, { order, limit: 7, before });
      found.push(...page.pictures.map(({ id }) => id));
      if (page.next === null) break;
      before = page.next;
    }
    expect(found).toEqual(expected.map(({ id }) => id));
    const outline = await outlineGallery(ann.id, { order }, 'UTC');
    expect(outline.ids).toEqual(found);
    const heading: Record<typeof order, (picture: Made) => string> = {
      newest: ({ at }) => new Date(at).toISOString().slice(0, 10),
      oldest: ({ at }) => new Date(at).toISOString().slice(0, 10),
      rating: ({ id }) => `rating:${stars.get(id)}`,
      largest: (picture) => `pixels:${area(picture)}`,
    };
    expect(outline.days.flatMap(([name, count]) => Array(count).fill(name))).toEqual(
      expected.map(heading[order]),
    );
    const houses = await outlineGallery(ann.id, { order, search: 'house' }, 'UTC');
    expect(houses.ids).toEqual(await idsOf(ann.id, { order, search: 'house' }));
  },
);

test('tags are searched by the beginnings of their words', async () => {
  const ann = await aPersonWithFiles();
  const ids = newestFirst(await makePictures(ann.id, 4));
  await changeMarks(ann.id, [ids[0]!], { addTags: ['deep sky'] });
  await changeMarks(ann.id, [ids[1]!], { addTags: ['sky_line', '空 色'] });
  await changeMarks(ann.id, [ids[2]!], { addTags: ['whisky'] });
  expect(await idsOf(ann.id, { search: '#sky' })).toEqual([ids[0], ids[1]]);
  expect(await idsOf(ann.id, { search: '#SKY #色' })).toEqual([ids[1]]);
  expect(await idsOf(ann.id, { search: '#sky_' })).toEqual([ids[1]]);
  expect(await idsOf(ann.id, { search: '#%' })).toEqual(ids);
});

test('the outline counts days by the viewer’s clock', async () => {
  const ann = await aPersonWithFiles();
  await makePictures(ann.id, 30);
  const days = async (zone: string) => (await outlineGallery(ann.id, {}, zone)).days;
  expect(await days('UTC')).toEqual([
    ['2026-01-02', 6],
    ['2026-01-01', 24],
  ]);
  expect(await days('Asia/Tokyo')).toEqual([
    ['2026-01-02', 15],
    ['2026-01-01', 15],
  ]);
  expect((await outlineGallery(ann.id, {}, 'UTC')).ratios.slice(0, 2)).toEqual([67, 100]);
});

test('marks: only what is said changes, tags are added and taken away', async () => {
  const ann = await aPersonWithFiles();
  const [one, two, three] = newestFirst(await makePictures(ann.id, 3)) as [string, string, string];
  await changeMarks(ann.id, [one, two], { favourite: true, addTags: ['  Client   A ', 'blue'] });
  await changeMarks(ann.id, [two], { rating: 5, removeTags: ['blue'] });
  expect(await readGallery(ann.id, [one, two, three])).toMatchObject([
    { favourite: true, rating: 0, tags: ['blue', 'client a'] },
    { favourite: true, rating: 5, tags: ['client a'] },
    { favourite: false, rating: 0, tags: [] },
  ]);
  expect(await idsOf(ann.id, { favourite: true })).toEqual([one, two]);
  expect(await idsOf(ann.id, { rating: 3 })).toEqual([two]);
  expect(await idsOf(ann.id, { tag: 'client a' })).toEqual([one, two]);
  expect(await readFacets(ann.id)).toMatchObject({
    favourites: 2,
    ratings: [1, 1, 1, 1, 1],
    tags: [
      { name: 'client a', count: 2 },
      { name: 'blue', count: 1 },
    ],
  });
});

test('collections: names differ, pictures go in once and come out', async () => {
  const ann = await aPersonWithFiles();
  const order = newestFirst(await makePictures(ann.id, 4));
  const id = await makeCollection(ann.id, 'Autumn');
  await expect(makeCollection(ann.id, 'AUTUMN')).rejects.toMatchObject({ code: 'collection_name_taken' });
  await changeCollection(ann.id, id, { add: order });
  await changeCollection(ann.id, id, { add: order, remove: [order[0]!] });
  expect(await idsOf(ann.id, { collection: id })).toEqual(order.slice(1));
  expect(await listCollections(ann.id)).toMatchObject([{ name: 'Autumn', count: 3 }]);
  expect((await readGallery(ann.id, [order[1]!]))[0]!.collections).toEqual([id]);
});

test('what is thrown away leaves the gallery with its file, and comes back with its marks; a lost file is no hindrance', async () => {
  const ann = await aPersonWithFiles();
  const order = newestFirst(await makePictures(ann.id, 3));
  for (const [k, id] of order.entries()) {
    await databasePool().query('UPDATE picture SET path = $2 WHERE id = $1', [
      id,
      `users/${ann.name}/outputs/${k}.png`,
    ]);
    if (k < 2) await put(ann.open, `outputs/${k}.png`, `picture ${k}`);
  }
  const beside = ['0-mask-composite.png', '0-mask.webp', '0.txt'];
  for (const name of [...beside, '0.md', '1-masked.png']) await put(ann.open, `outputs/${name}`, 'beside');
  await changeMarks(ann.id, order, { rating: 2 });
  await trashPictures(ann.open, order);
  expect(await idsOf(ann.id)).toEqual([]);
  expect(await idsOf(ann.id, { search: 'house' })).toEqual([]);
  expect((await filesBelow(ann.open, 'outputs')).sort()).toEqual(['0.md', '1-masked.png']);
  // Thrown away another time, it is not what lay beside the picture.
  await put(ann.open, 'outputs/1.txt', 'mine');
  await trashEntries(ann.open, ['outputs/1.txt']);
  await restorePictures(ann.open, order);
  expect(await idsOf(ann.id)).toEqual(order.slice(0, 2));
  expect((await filesBelow(ann.open, 'outputs')).sort()).toEqual(
    [...beside, '0.md', '0.png', '1-masked.png', '1.png'].sort(),
  );
  expect((await readGallery(ann.id, order)).map(({ rating }) => rating)).toEqual([2, 2]);
});
