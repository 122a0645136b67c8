export { type Period, type UsageDay, usageByDay } from './usage-by-day';
