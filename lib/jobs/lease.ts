/** A worker's right to write to a job, as claimed. */
export interface Lease {
  id: string;
  leaseToken: string;
}
