import type { Metadata } from 'next';
import { requireTab } from '../require-tab';

export const metadata: Metadata = { title: 'Models' };

export default async function Page() {
  await requireTab('/models', 'models.read');
  return null;
}
