/**
 * Prisma's schema engine as WebAssembly: compares a database with prisma/schema.prisma. Prisma's own command line would
 * download a native engine for that (docs/decisions/002-migrations-without-a-binary.md).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

type Binding = typeof import('@prisma/schema-engine-wasm/schema_engine_bg');
type SchemaEngine = import('@prisma/schema-engine-wasm/schema_engine_bg').SchemaEngine;

const SCHEMA = resolve('prisma/schema.prisma');
const UUID_OID = 2950;
/** PostgreSQL's internal `"char"`, which introspection reads and the adapter does not know. */
const CHAR_OID = 18;

/** SQL that brings the database to the schema; empty when they agree. */
export async function differenceToSchema(connectionString: string): Promise<string> {
  const pool = new pg.Pool({ connectionString, max: 2 });
  try {
    const engine = await openEngine(pool);
    const files = [{ path: SCHEMA, content: readFileSync(SCHEMA, 'utf8') }];
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: dirname(dirname(SCHEMA)) },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
    });
    if (!stdout || /^-- This is an empty migration/m.test(stdout)) return '';
    return withoutEqualIndexes(stdout, await indexDefinitions(pool));
  } finally {
    await pool.end();
  }
}

async function indexDefinitions(pool: pg.Pool): Promise<Set<string>> {
  const { rows } = await pool.query<{ indexdef: string }>('SELECT indexdef FROM pg_indexes');
  return new Set(rows.map(({ indexdef }) => indexdef.replace(/public\.| USING btree/g, '')));
}

const CREATE_INDEX = /^-- CreateIndex\n(CREATE (?:UNIQUE )?INDEX "(\w+)" .*);\n*/gm;

/** The engine takes an operator class for a change wherever it meets one, and would make the same index again. */
function withoutEqualIndexes(sql: string, existing: ReadonlySet<string>): string {
  const equal = [...sql.matchAll(CREATE_INDEX)].filter(([, statement = '']) =>
    existing.has(statement.replaceAll('"', '').replace(/(\w)\(/, '$1 (')),
  );
  const rest = equal.reduce((left, [create, , name]) => {
    return left.replace(create, '').replace(`-- DropIndex\nDROP INDEX "${name}";\n\n`, '');
  }, sql);
  return rest.trim() === '' ? '' : rest;
}

let loading: Promise<Binding> | null = null;

async function openEngine(pool: pg.Pool): Promise<SchemaEngine> {
  loading ??= loadBinding();
  const { SchemaEngine } = await loading;
  const datamodels: [string, string][] = [[SCHEMA, readFileSync(SCHEMA, 'utf8')]];
  return SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(readingChars(pool)));
}

async function loadBinding(): Promise<Binding> {
  // The engine reports a panic through this.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(message: string) {
        throw new Error(`Prisma’s schema engine: ${message}`);
      },
    },
  });
  const binding = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': binding,
  });
  binding.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return binding;
}

/** An adapter that carries `"char"` columns past the driver as something it knows, and names them rightly after. */
function readingChars(pool: pg.Pool): PrismaPg {
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>;
  const disguised = async (...args: unknown[]) => {
    const result = await query(...args);
    for (const field of result.fields ?? []) if (field.dataTypeID === CHAR_OID) field.dataTypeID = UUID_OID;
    return result;
  };
  Object.assign(pool, { query: disguised });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw: SqlDriverAdapter['queryRaw'] = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (question) => {
      const result = await queryRaw(question);
      const columnTypes = result.columnTypes.map((type) =>
        type === ColumnTypeEnum.Uuid ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return adapter;
  };
  return factory;
}
