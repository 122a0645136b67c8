import type { Caller } from '@/lib/auth';
import { mayEver } from '@/lib/auth/permissions';

/** Where somebody's day begins: who makes no pictures has their usage. */
export const homeOf = (user: Caller) => (mayEver(user, 'jobs.own') ? '/txt2img' : '/usage');
