/** `npm run migration -- <name>`: writes the migration that brings the database to prisma/schema.prisma. */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCluster } from '@/lib/db/embedded/cluster';
import { startServer } from '@/lib/db/embedded/server';
import { migrate } from '@/lib/db/migrate';
import { differenceToSchema } from './schema-engine';

const [name] = process.argv.slice(2);
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Name the migration in a few words: npm run migration -- add_teams');
  process.exit(1);
}

const directory = await mkdtemp(join(tmpdir(), 'atelier-migration-'));
await chmod(directory, 0o755);
const cluster = await openCluster(join(directory, 'database'), { durable: false });
const server = await startServer(cluster, { onLog: () => {} });
try {
  await migrate(server.url);
  const sql = await differenceToSchema(server.url);
  if (!sql) console.log('The migrations already lead to the schema.');
  else {
    const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const folder = join('prisma', 'migrations', `${time}_${name}`);
    await mkdir(folder);
    await writeFile(join(folder, 'migration.sql'), sql);
    console.log(`Wrote ${folder}/migration.sql. Read it before you commit it.`);
  }
} finally {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}
