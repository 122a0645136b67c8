export { countForPerson } from './count-for-person';
export type { TokenCount } from './count-tokens';
