import { defineConfig } from 'prisma/config';

// The command line would otherwise try to download a schema engine it does not need for `generate`
// (docs/decisions/002-migrations-without-a-binary.md).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma' });
