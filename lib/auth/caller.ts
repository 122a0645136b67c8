export type Role = 'member' | 'auditor' | 'admin';

/** Who makes a request, as the database says at this moment. */
export interface Caller {
  id: string;
  name: string;
  role: Role;
}
