'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { Badge } from '../../ui/badge';
import { proposalsQuery } from './proposals-query';

/** How many proposals wait for an answer, beside the link to them. */
export function ProposalCount() {
  const t = useTranslations('admin');
  const { data } = useQuery(proposalsQuery);
  if (!data?.length) return null;
  return (
    <Badge look="accent">
      <span aria-hidden>{data.length}</span>
      <span className="sr-only">{t('models.proposedCount', { count: data.length })}</span>
    </Badge>
  );
}
