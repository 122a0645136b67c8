import { listAuditEntries } from '@/lib/audit/list-entries';
import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { auditQuery } from '../audit-query';
import { CSV_HEAD, csvLine } from './csv';

const AT_ONCE = 1_000;

/** The entries a filter selects as one CSV file, newest first, read as it is sent. */
export const GET = route(async (request) => {
  await authorize(request, 'audit.read');
  const filter = auditQuery(request);
  const encoder = new TextEncoder();
  let { before } = filter;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(CSV_HEAD)),
    async pull(controller) {
      const entries = await listAuditEntries({ ...filter, before }, AT_ONCE);
      if (entries.length > 0) controller.enqueue(encoder.encode(entries.map(csvLine).join('')));
      before = entries.at(-1)?.id;
      if (entries.length < AT_ONCE) controller.close();
    },
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit-log.csv"',
      'cache-control': 'no-store',
    },
  });
});
