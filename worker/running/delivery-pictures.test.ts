import { expect, test } from 'vitest';
import { useTestDataDir } from '@/lib/db/testing';
import type { GenerationRequest } from '@/lib/generation/request';
import type { ClaimedJob } from '@/lib/jobs/claim';
import { aRequest } from '@/lib/jobs/testing';
import { DeliveryPictures } from './delivery-pictures';
import { partsOf } from './job-parts';

useTestDataDir();

let jobs = 0;
/** Nothing is kept, so that no folder of a person is needed. */
const aJob = (request: GenerationRequest): ClaimedJob => ({
  id: `job-${jobs++}`,
  userId: 'ada',
  userName: 'ada',
  request,
  leaseToken: 'lease',
  delivery: 1,
  skips: 0,
  startedAt: new Date(),
});

const drawn = (index: number, isExact: boolean) => ({
  type: 'picture' as const,
  jobId: 'job',
  index,
  pixels: { width: 8, height: 8, rgb: new Uint8Array(8 * 8 * 3) },
  complete: true,
  isExact,
});

test('infotexts tell the mode of those pictures that it drew otherwise, and of their grid', async () => {
  const request = aRequest({
    batch_size: 3,
    save_images: false,
    batch_grid: { kept: false, shown: true },
  });
  for (const exact of [
    [true, false, true],
    [true, true, true],
  ]) {
    const job = aJob(request);
    const parts = partsOf(request);
    const pictures = new DeliveryPictures(job, parts, () => {});
    pictures.tell(parts[0]!, {});
    exact.forEach((isExact, index) => {
      pictures.add(parts[0]!, drawn(index, isExact));
    });
    await pictures.written();
    await pictures.end();
    expect(pictures.error).toBeNull();
    const placed = await pictures.place(null as never);
    const isGridExact = exact.every(Boolean);
    expect(placed.map(({ infotext }) => !infotext.endsWith(', Acceleration: blade'))).toEqual([
      isGridExact,
      ...exact,
    ]);
  }
});

test('a loop that begins with a picture of the mode is told so too; another batch is not', async () => {
  const cell = (first: number, of: number, at: number) => ({
    place: first,
    first,
    changes: {},
    part: { of, at },
  });
  const request = aRequest({
    save_images: false,
    n_iter: 4,
    series: {
      ...{ script: 'loopback', legends: null, margin: 0, grids: 0, loneImages: true },
      ...{ columns: 2, rows: 2, sheets: 1, pictures: 4, told: { sheet: [], all: [] } },
      cells: [cell(0, 0, 0), cell(1, 0, 1), cell(2, 1, 0), cell(3, 1, 1)],
    },
  });
  const parts = partsOf(request);
  const pictures = new DeliveryPictures(aJob(request), parts, () => {});
  parts.forEach((part, k) => {
    pictures.add(part, drawn(0, k !== 0));
  });
  await pictures.end();
  expect(pictures.error).toBeNull();
  const placed = await pictures.place(null as never);
  expect(placed.map(({ infotext }) => infotext.includes('Acceleration'))).toEqual([true, true, false, false]);
});
