import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SharedPage } from '@/components/shared/shared-page';
import { AppError } from '@/lib/errors';
import { readShare } from '@/lib/gallery/read-share';
import { pageWords } from '@/lib/i18n/page-words';
import { requireUser } from '../../require-user';

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords('shared');
  return { title: t('title') };
}

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const user = await requireUser('pictures.own');
  const { id } = await params;
  const shown = await readShare(user.id, id).catch((error) => {
    // Who it is not for learns nothing, not even that it is.
    if (error instanceof AppError && error.status === 404) notFound();
    throw error;
  });
  return <SharedPage userName={user.name} shown={shown} />;
}
