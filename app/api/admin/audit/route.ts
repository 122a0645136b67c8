import { listAuditEntries } from '@/lib/audit/list-entries';
import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { auditQuery } from './audit-query';

const PAGE = 100;

/** Entries of the audit log, newest first; `before` the id of the last one for the next page. */
export const GET = route(async (request) => {
  await authorize(request, 'audit.read');
  return Response.json(await listAuditEntries(auditQuery(request), PAGE));
});
