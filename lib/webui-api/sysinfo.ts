import { cpus, release, totalmem, type } from 'node:os';
import { PROGRAM } from '@/lib/generation/version';
import { listWorkers } from '@/lib/workers/list-workers';
import { cmdFlags } from './cmd-flags';

/** What whoever helps wants to know of this installation: no names, no folders, no secrets. */
async function sysinfo() {
  const workers = await listWorkers();
  return {
    Platform: `${type()} ${release()} ${process.arch}`,
    Node: process.version,
    Version: PROGRAM,
    Timestamp: new Date().toISOString(),
    CPU: { model: cpus()[0]?.model ?? null, count: cpus().length },
    RAM: { total: totalmem(), web: process.memoryUsage.rss() },
    Workers: workers.map(({ version, state, device, threads, acceleration, engineBytes, freeBytes }) => ({
      version,
      state,
      device,
      threads,
      acceleration,
      engineBytes,
      freeBytes,
    })),
    Flags: cmdFlags(),
  };
}

/** GET /internal/sysinfo: shown, or as a file to keep. */
export async function sysinfoAnswer(disposition: 'inline' | 'attachment'): Promise<Response> {
  const info = await sysinfo();
  const minute = info.Timestamp.slice(0, 16).replace(/[T:]/g, '-');
  return new Response(JSON.stringify(info, null, 4), {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `${disposition}; filename="sysinfo-${minute}.json"`,
    },
  });
}
