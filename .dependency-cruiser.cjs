/** Which folder may import what: docs/contributing.md. Run by scripts/layering.mjs. */

const TESTS = '\\.i?test\\.tsx?$|/testing[^/]*$|/testing/';

/** Files below `folder` may import our own files only from `allowed`. */
const folderRule = (folder, allowed, except = []) => ({
  name: `${folder}-imports`,
  severity: 'error',
  comment: `${folder}/ may import ${allowed.join(', ')}`,
  from: { path: `^${folder}/`, pathNot: [TESTS, ...except] },
  to: { path: '^(app|components|lib|worker|server|scripts|e2e)/', pathNot: `^(${allowed.join('|')})/` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    folderRule('app', ['app', 'components', 'lib']),
    folderRule('components', ['components', 'lib']),
    folderRule('lib', ['lib'], ['^lib/prompt-tokens/']),
    // Prompts are counted by the code that draws them: text and numbers, no session (docs/decisions/066).
    folderRule('lib/prompt-tokens', ['lib', 'worker/engine/text']),
    folderRule('worker', ['worker', 'lib'], ['^worker/engine/']),
    folderRule('worker/engine', ['worker/engine']),
    folderRule('server', ['server', 'lib']),
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'files that import each other are one file, or need a third',
      from: { pathNot: 'generated' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'engine-knows-no-database-and-no-framework',
      severity: 'error',
      comment: 'worker/engine/ knows neither database nor Next nor user',
      from: { path: '^worker/engine/', pathNot: TESTS },
      to: { path: 'node_modules/(pg|@prisma|next|next-auth|react|react-dom)/' },
    },
    {
      name: 'lib-has-no-react-and-no-engine',
      severity: 'error',
      comment: 'lib/ is the domain: no React, no engine',
      from: { path: '^lib/', pathNot: TESTS },
      to: { path: 'node_modules/(react|react-dom|onnxruntime-node)/' },
    },
    {
      name: 'worker-without-prisma',
      severity: 'error',
      comment: 'the worker speaks SQL over pg; the Prisma client would cost it 60 MB (docs/decisions/001)',
      from: { path: '^worker/main\\.ts$' },
      to: { path: '^lib/db/prisma\\.ts$', reachable: true },
    },
    {
      name: 'nothing-but-tests-imports-tests',
      severity: 'error',
      comment: 'code for tests stays out of the product',
      from: { path: '^(app|components|lib|worker|server)/', pathNot: TESTS },
      to: { path: `(${TESTS})`, pathNot: 'node_modules' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'the import leads nowhere',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(@prisma/schema-engine-wasm|onnxruntime)' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^lib/db/generated', '^\\.next', '^dist', '^data'] },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
