'use client';
import { useRef } from 'react';
import { toast } from '../../ui/toast';
import type { JobView } from '@/lib/jobs/types';
import { type Attachments, useGenerate, useInterrupt, useSkip } from '../data/mutations';
import { useActiveJobs } from '../data/queries';
import type { StudioError } from '../data/studio-fetch';
import type { StudioValues } from '../form/studio-values';
import { toRequest } from '../form/to-request';
import type { StudioForm } from '../form/use-studio-form';
import type { StageState } from '../stage/use-stage-state';

export interface RunActions {
  generate: () => void;
  submitting: boolean;
  /** Why the last try to generate was refused. */
  refusal: string | null;
  /** Waiting and running jobs, the one that ends first in front. */
  active: JobView[];
  interrupt: (jobId?: string) => void;
  skip: () => void;
}

/** @param attach pictures that go with the form; null: what is needed is not there yet, and nothing is sent */
export function useRunActions(
  { kind, form }: Pick<StudioForm, 'kind' | 'form'>,
  stage: StageState,
  attach?: () => Promise<Attachments | null>,
): RunActions {
  const active = useActiveJobs();
  const generation = useGenerate();
  const interruption = useInterrupt();
  const skipping = useSkip();

  const refuse = (error: StudioError) => {
    for (const [name, message] of Object.entries(error.fields)) {
      form.setError(name as keyof StudioValues, { message }, { shouldFocus: true });
    }
  };
  const onItsWay = useRef<string | null>(null);
  const submit = form.handleSubmit(async (values) => {
    const request = toRequest(kind, values);
    // The same again while the first is still on its way is an impatient hand, not a second wish.
    const wish = JSON.stringify(request);
    if (onItsWay.current === wish) return;
    onItsWay.current = wish;
    const attachments = await attach?.();
    if (attachments !== null)
      await generation.mutateAsync({ request, attachments }).then(stage.follow, refuse);
    if (onItsWay.current === wish) onItsWay.current = null;
  });
  const sayError = { onError: (error: StudioError) => void toast.error(error.message) };
  const first = active[0];

  return {
    generate: () => void submit(),
    submitting: generation.isPending,
    refusal: generation.error?.message ?? null,
    active,
    interrupt: (jobId = first?.id) => jobId && interruption.mutate(jobId, sayError),
    skip: () => first && skipping.mutate(first.id, sayError),
  };
}
