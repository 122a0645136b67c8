/** How the programs in scripts/ speak: short lines, the output of a step only when it fails. */
import { spawn } from 'node:child_process';

export const say = (line) => process.stdout.write(`${line}\n`);

/** Ends the program with a sentence instead of a trace. */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/**
 * Runs a program quietly. Resolves with its exit code, seconds and output.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string | undefined>} environment added to ours
 */
export function run(command, args, environment = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    // npm is a script on Windows, which only a shell starts.
    const shell = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
      shell,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    const end = (code) => resolve({ code, output, seconds: (performance.now() - started) / 1000 });
    child.once('error', (error) => {
      output += error.message;
      end(1);
    });
    child.once('close', (code) => end(code ?? 1));
  });
}

/** Runs a step of the set-up; says what it does and how long it took, and ends the program when it fails. */
export async function step(title, command, args, environment) {
  say(`${title} …`);
  const { code, output, seconds } = await run(command, args, environment);
  if (code !== 0) fail(`${output.trimEnd()}\n\n${title}: failed (${command} ${args.join(' ')}).`);
  say(`${title}: done in ${seconds.toFixed(0)} s`);
}
