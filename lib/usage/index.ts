export { type Period, type UsageDay, usageByDay, usageEver } from './usage-by-day';
export { type UsageReport, usageReport } from './usage-report';
export { type UsageRow, usageRows } from './usage-rows';
