import { listAuditEntries } from '@/lib/audit/list-entries';
import { authorize } from '@/lib/auth';
import { csvFile } from '@/lib/http/csv';
import { route } from '@/lib/http/route';
import { auditQuery } from '../audit-query';
import { CSV_HEAD, csvLine } from './csv';

const AT_ONCE = 1_000;

/** The entries a filter selects as one CSV file, newest first, read as it is sent. */
export const GET = route(async (request) => {
  await authorize(request, 'audit.read');
  const filter = auditQuery(request);
  let { before } = filter;
  let done = false;
  return csvFile('audit-log.csv', CSV_HEAD, async () => {
    if (done) return null;
    const entries = await listAuditEntries({ ...filter, before }, AT_ONCE);
    before = entries.at(-1)?.id;
    done = entries.length < AT_ONCE;
    return entries.map(csvLine).join('');
  });
});
