import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { messagesOf } from '@/lib/i18n/messages';
import type { JobProgressView, JobView } from '@/lib/jobs/types';
import { partOf, phaseOf, timeLeftOf } from './job-words';

const words = createTranslator({ locale: 'en', messages: messagesOf('en'), namespace: 'jobs' });
const times = createTranslator({ locale: 'en', messages: messagesOf('en'), namespace: 'times' });

const job = (
  state: JobView['state'],
  progress: Partial<JobProgressView> | null,
  position: number | null = null,
) =>
  ({
    state,
    position,
    progress: progress && {
      phase: 'denoising',
      batch: 0,
      batches: 1,
      step: 0,
      steps: 20,
      eta: null,
      ...progress,
    },
  }) as JobView;

test('a job says what it is doing', () => {
  expect(phaseOf(job('queued', null, 3), words)).toBe('Position 3 in the queue');
  expect(phaseOf(job('queued', null, 1), words)).toBe('Next in the queue');
  expect(phaseOf(job('running', null), words)).toBe('Starting');
  expect(phaseOf(job('running', { phase: 'loading' }), words)).toBe('Loading model');
  expect(phaseOf(job('running', { step: 4 }), words)).toBe('Step 4 of 20');
  expect(phaseOf(job('running', { step: 4, batch: 1, batches: 3 }), words)).toBe(
    'Batch 2 of 3 · Step 4 of 20',
  );
  expect(phaseOf(job('running', { phase: 'saving' }), words)).toBe('Saving');
});

test('time left is shown once it was measured', () => {
  expect(timeLeftOf(job('running', { eta: null }), words, times)).toBe('');
  expect(timeLeftOf(job('running', { eta: 0.2 }), words, times)).toBe('1 s left');
  expect(timeLeftOf(job('running', { eta: 63 }), words, times)).toBe('1 min 3 s left');
  expect(timeLeftOf(job('running', { eta: 1_987 }), words, times)).toBe('33 min left');
  expect(timeLeftOf(job('running', { phase: 'saving', eta: 1 }), words, times)).toBe('');
});

test('the part counts steps of all batches', () => {
  expect(partOf(job('running', { phase: 'loading' }))).toBeNull();
  expect(partOf(job('running', { step: 5 }))).toBe(0.25);
  expect(partOf(job('running', { step: 10, batch: 1, batches: 2 }))).toBe(0.75);
  expect(partOf(job('running', { phase: 'saving' }))).toBe(1);
});
