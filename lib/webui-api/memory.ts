import { totalmem } from 'node:os';
import { Float } from '@/lib/http/python-json';

/**
 * GET memory: what this process takes of its machine, bytes. Graphics cards belong to the workers, which may be on other
 * machines; admins see them among the workers.
 */
export function memoryAnswer() {
  const total = totalmem();
  const used = process.memoryUsage.rss();
  return {
    ram: { free: new Float(total - used), used, total: new Float(total) },
    cuda: { error: 'unavailable' },
  };
}
