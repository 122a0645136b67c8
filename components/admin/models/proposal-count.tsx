'use client';
import { useQuery } from '@tanstack/react-query';
import { Badge } from '../../ui/badge';
import { proposalsQuery } from './proposals-query';

/** How many proposals wait for an answer, beside the link to them. */
export function ProposalCount() {
  const { data } = useQuery(proposalsQuery);
  if (!data?.length) return null;
  return (
    <Badge look="accent">
      {data.length}
      <span className="sr-only"> proposed</span>
    </Badge>
  );
}
