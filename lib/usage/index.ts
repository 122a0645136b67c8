export { type Period, type UsageDay, usageByDay } from './usage-by-day';
export { type UsageReport, usageReport } from './usage-report';
export { type UsageRow, usageRows } from './usage-rows';
