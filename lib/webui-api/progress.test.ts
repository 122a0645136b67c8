import { expect, test } from 'vitest';
import { pythonJson } from '@/lib/http/python-json';
import type { JobView } from '@/lib/jobs/types';
import { progressAnswer } from './progress';

const NOW = Date.parse('2026-01-02T03:04:15.000Z');

const JOB = {
  state: 'running',
  createdAt: '2026-01-02T03:04:00.000Z',
  startedAt: '2026-01-02T03:04:05.000Z',
  interrupted: false,
  request: { kind: 'txt2img', n_iter: 4, steps: 20 },
  progress: {
    phase: 'denoising',
    batch: 1,
    batches: 4,
    step: 10,
    steps: 20,
    eta: 12.5,
    previewNo: 3,
    preview: 'data:image/jpeg;base64,AAAA',
  },
} as unknown as JobView;

const answer = (job: JobView | null, skipCurrentImage = false) =>
  JSON.parse(pythonJson(progressAnswer(job, { skipCurrentImage, now: NOW })));

test('a running job', () => {
  expect(answer(JOB)).toEqual({
    progress: 0.01 + 1 / 4 + 10 / 20 / 4,
    eta_relative: 12.5,
    state: {
      skipped: false,
      interrupted: false,
      stopping_generation: false,
      job: 'Batch 2 out of 4',
      job_count: 4,
      job_timestamp: '20260102030405',
      job_no: 1,
      sampling_step: 10,
      sampling_steps: 20,
    },
    current_image: 'AAAA',
    textinfo: null,
  });
  expect(answer(JOB, true).current_image).toBeNull();
});

test('the hires fix counts each pass as a job of its own', () => {
  const state = (step: number) => {
    const progress = { ...JOB.progress, step, steps: 25 };
    const hires = { denoising_strength: 0.5 };
    return answer({ ...JOB, request: { ...JOB.request, hires }, progress } as unknown as JobView).state;
  };
  expect(state(19)).toMatchObject({ job_count: 8, job_no: 2, sampling_step: 19, sampling_steps: 20 });
  expect(state(22)).toMatchObject({ job_count: 8, job_no: 3, sampling_step: 2, sampling_steps: 5 });
});

test('before the worker has said anything, and without a measured time', () => {
  const begun = answer({ ...JOB, progress: null });
  expect(begun).toMatchObject({
    progress: 0.01,
    current_image: null,
    state: { job_count: 4, sampling_step: 0 },
  });
  const guessed = answer({
    ...JOB,
    progress: { ...JOB.progress!, eta: null, batch: 0, batches: 1, step: 9, steps: 20 },
  });
  expect(guessed.eta_relative).toBeCloseTo(10 / 0.46 - 10);
  expect(guessed.state.job).toBe('scripts_txt2img');
});

test('never more than all', () => {
  expect(answer({ ...JOB, progress: { ...JOB.progress!, batch: 3, step: 20 } }).progress).toBe(1);
});

test('nothing, and a job that only waits, are idle', () => {
  for (const job of [null, { ...JOB, state: 'queued', progress: null } as JobView]) {
    expect(answer(job)).toMatchObject({
      progress: 0,
      eta_relative: 0,
      current_image: null,
      state: { job_count: 0, job: '' },
    });
  }
  expect(pythonJson(progressAnswer(null, { skipCurrentImage: false, now: NOW }))).toContain('"progress":0.0');
});
