/** A parent that starts the engine process on a long job, prints its pid once it draws, and waits to be killed. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { STARTER } from './paths';

const child = fork(fileURLToPath(new URL('../../engine-process.ts', import.meta.url)), {
  execArgv: ['--import', 'tsx'],
  serialization: 'advanced',
});
const picture = {
  prompt: 'a',
  negativePrompt: '',
  width: 128,
  height: 128,
  steps: 500,
  cfgScale: 7,
  seed: 1,
};
const job = {
  id: 'long',
  checkpoint: STARTER,
  batches: [[{ ...picture, sampler: 'Euler', scheduler: 'Automatic', clipSkip: 1 }]],
  previewEvery: 0,
};
child.on('message', ({ type }: { type: string }) => {
  if (type === 'progress') process.stdout.write(`${child.pid}\n`);
});
child.send({ type: 'run', job });
