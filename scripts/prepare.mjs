/** Brings a clone to where its programs can run: the right Node, packages, a build. Works without node_modules. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, step } from './say.mjs';

const LEAST_NODE = [20, 19];
/** Holds the hash of what the build was made from. */
export const STAMP = 'dist/.built-from';
/** What a build is made from. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'prisma',
  'public',
  'server',
  'worker',
  'scripts/build.mjs',
  'scripts/esbuild.mjs',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'prisma.config.ts',
  'proxy.ts',
  'tsconfig.json',
];
const NOT_BUILT = /(\.i?test\.tsx?|\.safetensors|\.md)$|^lib\/db\/generated$/;

/** Goes to the installation's folder and keeps in INIT_CWD where the command was typed, as npm does. */
export function enterInstallation() {
  process.env.INIT_CWD ??= process.cwd();
  process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  fail(
    `Atelier needs Node ${LEAST_NODE.join('.')} or newer; this is ${process.versions.node}. Install a current Node (https://nodejs.org) and start again.`,
  );
}

export async function installIfNeeded() {
  if (isInstalled()) return;
  // No install scripts: nothing we use needs one, and some would download what we do not use.
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'];
  await step('installing packages', 'npm', args, { ONNXRUNTIME_NODE_INSTALL: 'skip' });
}

export async function buildIfNeeded() {
  if (readIfThere(STAMP) !== hashSources()) await step('building', process.execPath, ['scripts/build.mjs']);
}

/** Whether what npm noted in node_modules is what the lock file asks for. Optional packages depend on the system. */
function isInstalled() {
  const noted = readIfThere('node_modules/.package-lock.json');
  if (!noted) return false;
  const { packages: have } = JSON.parse(noted);
  const { packages: wanted } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (have[path] ? have[path].version === version : optional === true),
  );
}

export function hashSources() {
  const hash = createHash('sha256').update(process.platform + process.arch);
  for (const file of SOURCES.filter((source) => existsSync(source)).flatMap(listFiles)) {
    hash.update(`\0${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** @returns {string[]} */
function listFiles(path) {
  if (NOT_BUILT.test(path)) return [];
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
  const names = entries.map((entry) => entry.name).sort();
  return names.flatMap((name) => listFiles(join(path, name).replaceAll('\\', '/')));
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
