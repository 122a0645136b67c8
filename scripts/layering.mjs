/**
 * Checks that imports go the way docs/contributing.md says. Fails as well when it did not see every source file: a parser
 * that does not understand a file skips it silently.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fail, say } from './say.mjs';

const FOLDERS = ['app', 'components', 'lib', 'worker', 'server'];

const require = createRequire(import.meta.url);
// dependency-cruiser has swc parse every file as TypeScript without JSX; it takes what stands here when it is loaded.
const swc = require('@swc/core');
const { parseFileSync } = swc;
swc.parseFileSync = (file, settings) => parseFileSync(file, { ...settings, tsx: file.endsWith('.tsx') });
const { cruise } = await import('dependency-cruiser');

const { forbidden, options } = require('../.dependency-cruiser.cjs');
const { output } = await cruise(FOLDERS, { ...options, validate: true, ruleSet: { forbidden } });

const seen = new Map(output.modules.map((module) => [module.source, module]));
const problems = output.summary.violations.map(
  ({ from, to, rule, cycle }) =>
    `${rule.name}: ${from} → ${cycle ? cycle.map(({ name }) => name).join(' → ') : to}`,
);
let imports = 0;
for (const file of FOLDERS.flatMap(sourceFiles)) {
  const module = seen.get(file);
  if (!module) problems.push(`not looked at: ${file}`);
  imports += module?.dependencies.length ?? 0;
}
if (imports < seen.size)
  problems.push(`only ${imports} imports were found in ${seen.size} files: the parser does not work`);
if (problems.length > 0) fail(problems.join('\n'));
say(`${seen.size} files, ${imports} imports`);

function sourceFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('generated'),
    )
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'));
}
