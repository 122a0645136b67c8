/**
 * Fills holes in package-lock.json: run it after `npm install`.
 *
 * A registry that lacks the binaries of other systems leaves out their optional packages, and `npm ci` then refuses the
 * lock file. An entry made from the exact version and the system in the name is enough; npm fetches the package (and its
 * integrity) on the system that wants it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { say } from './say.mjs';

const SYSTEMS = {
  aix: 'aix',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win32: 'win32',
  windows: 'win32',
};
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const FILE = 'package-lock.json';

const lock = JSON.parse(readFileSync(FILE, 'utf8'));
const added = [];
for (const [path, { optionalDependencies, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
    if (lock.packages[`node_modules/${name}`] || lock.packages[`${path}/node_modules/${name}`]) continue;
    const parts = name.split(/[-/]/);
    const os = parts.flatMap((part) => SYSTEMS[part] ?? []);
    const cpu = PROCESSORS.filter((processor) => parts.includes(processor));
    // What is no binary of a system, or no exact version, npm has to resolve itself.
    if (os.length + cpu.length === 0 || !/^\d+\.\d+\.\d+[\w.+-]*$/.test(version)) continue;
    const conditions = { ...(cpu.length && { cpu }), ...(os.length && { os }) };
    lock.packages[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...conditions };
    added.push(name);
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
say(added.length > 0 ? `added ${added.join(', ')}` : 'nothing was missing');
