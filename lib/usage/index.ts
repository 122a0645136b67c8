export { recordSettlement } from './record-settlement';
export { type Period, type UsageDay, usageByDay } from './usage-by-day';
