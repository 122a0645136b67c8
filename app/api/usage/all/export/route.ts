import { authorize } from '@/lib/auth';
import { route } from '@/lib/http/route';
import { periodQuery } from '../../period-query';
import { usageCsv } from '../../usage-csv';

/** The same for a spreadsheet: a line for each day, bill and person. */
export const GET = route(async (request) => {
  await authorize(request, 'usage.all');
  return usageCsv(periodQuery(request), null);
});
