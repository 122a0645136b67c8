export type { StudioEvent } from './studio-event';
export { subscribe } from './subscribe';
