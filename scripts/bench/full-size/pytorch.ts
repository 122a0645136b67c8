import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { safetensorsBytes } from '@/worker/engine/testing/safetensors-bytes';
import { readTensors } from '@/worker/engine/testing/tensors';

const PROGRAM = fileURLToPath(new URL('torch/reference.py', import.meta.url));
const INSTALL =
  'pip install -r scripts/bench/full-size/torch/requirements.txt, and name its Python in ATELIER_BENCH_PYTHON';

export type Inputs = Record<string, { data: Float32Array; shape: number[] }>;

export interface PytorchResult {
  output: Float32Array;
  milliseconds: number;
  /** Of all threads; waiting in a loop counts. */
  cpuMilliseconds: number;
}

type Answer = { error: string } | { seconds: number; cpu: number } | { torch: string; diffusers: string };

/** Why there is nothing to compare with here, as a note of a row. */
export class NoPytorch extends Error {}

function inputsFile(inputs: Inputs): Buffer {
  let at = 0;
  const header: Record<string, unknown> = {};
  const parts = Object.entries(inputs).map(([name, { data, shape }]) => {
    header[name] = { dtype: 'F32', shape, data_offsets: [at, at + data.byteLength] };
    at += data.byteLength;
    return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  });
  return safetensorsBytes(header, Buffer.concat(parts));
}

/** The same checkpoint's networks in PyTorch, in a process of their own; tensors go back and forth as files. */
export class Pytorch {
  private constructor(
    readonly versions: string,
    private readonly process: ChildProcess,
    private readonly answers: AsyncIterator<string>,
    private readonly folder: string,
  ) {}

  /** @throws NoPytorch when there is no Python with torch and diffusers, or it cannot read the checkpoint */
  static async start(checkpoint: string, threads: number): Promise<Pytorch> {
    const python = process.env.ATELIER_BENCH_PYTHON ?? 'python3';
    const child = spawn(python, [PROGRAM, checkpoint, String(threads)], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, HF_HUB_OFFLINE: '1', PYTHONDONTWRITEBYTECODE: '1' },
    });
    const broken = new Promise<never>((_, reject) => {
      child.once('error', () => reject(new NoPytorch(`not measured: no ${python}; ${INSTALL}`)));
    });
    // A process that ended is told by the answer that does not come.
    child.stdin.on('error', () => {});
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = await Promise.race([nextAnswer(answers), broken]);
    if (!('torch' in first)) {
      const problem = 'error' in first ? first.error : 'it said nothing';
      const hint = /ModuleNotFoundError|ImportError/.test(problem) ? `; ${INSTALL}` : '';
      throw new NoPytorch(`not measured: ${problem}${hint}`);
    }
    const folder = await mkdtemp(path.join(tmpdir(), 'atelier-bench-'));
    const versions = `torch ${first.torch}, diffusers ${first.diffusers}`;
    return new Pytorch(versions, child, answers, folder);
  }

  /** Runs a network once; only the network itself is timed. */
  async run(network: 'unet' | 'decoder', inputs: Inputs): Promise<PytorchResult> {
    const [given, written] = [path.join(this.folder, 'inputs'), path.join(this.folder, 'output')];
    await writeFile(given, inputsFile(inputs));
    this.process.stdin!.write(`${JSON.stringify({ run: network, inputs: given, output: written })}\n`);
    const answer = await nextAnswer(this.answers);
    if (!('seconds' in answer)) throw new Error('error' in answer ? answer.error : 'PyTorch gave no answer');
    const { data } = (await readTensors(written)).get('output')!;
    return {
      output: data as Float32Array,
      milliseconds: answer.seconds * 1000,
      cpuMilliseconds: answer.cpu * 1000,
    };
  }

  async stop(): Promise<void> {
    this.process.stdin!.end();
    if (this.process.exitCode === null) await new Promise((resolve) => this.process.once('exit', resolve));
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function nextAnswer(answers: AsyncIterator<string>): Promise<Answer> {
  const { value, done } = await answers.next();
  return done ? { error: 'the Python process ended' } : (JSON.parse(value) as Answer);
}
