import type { Caller } from '@/lib/auth';
import { mayEver } from '@/lib/auth/permissions';
import { config } from '@/lib/config';

/** Whether this person has a Files page: the file manager is on, and auditors have no files. */
export const mayUseFiles = (user: Caller) => config().filebrowser && mayEver(user, 'files.own');
