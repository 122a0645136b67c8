import { expect, test } from 'vitest';
import type { JobView } from '@/lib/jobs/types';
import { moved, placedAs } from './moved';

const jobs = [2, 5, 6, 9].map((position, index) => ({ id: 'abcd'[index], position }) as JobView);
const told = (all: JobView[]) => all.map(({ id, position }) => `${id}${position}`).join(' ');

test('a moved job takes the place it was moved to, those between make room, the places stay the same', () => {
  expect(told(moved(jobs, 2, 0))).toBe('c2 a5 b6 d9');
  expect(told(moved(jobs, 0, 3))).toBe('b2 c5 d6 a9');
  expect(told(moved(jobs, 1, 1))).toBe('a2 b5 c6 d9');
  expect(told(moved(jobs, 7, 0))).toBe('a2 b5 c6 d9');
});

test('an order is that of those who still wait; what began meanwhile has begun', () => {
  const now = jobs.map((job, index) => ({ ...job, state: index === 1 ? 'running' : 'queued' }) as JobView);
  expect(told(placedAs(now, moved(jobs, 3, 0).slice(0, 3)))).toBe('a5 b5 c6 d2');
  expect(placedAs(now, [])).toEqual(now);
});
