'use client';
import { useRef } from 'react';
import type { JobView } from '@/lib/jobs/types';
import { toast } from '../../ui/toast';
import { type Sending, useGenerate, useInterrupt, useSkip } from '../data/mutations';
import { useActiveJobs } from '../data/queries';
import type { StudioError } from '../data/studio-fetch';
import type { StudioValues } from '../form/studio-values';
import { toRequest } from '../form/to-request';
import type { StudioForm } from '../form/use-studio-form';
import type { StageState } from '../stage/use-stage-state';

export interface RunActions {
  generate: () => void;
  /** One request, whatever script is chosen, with some values changed; the form stays as it is. */
  draw: (changes: Partial<StudioValues>) => void;
  submitting: boolean;
  /** Why the last try to generate was refused. */
  refusal: string | null;
  /** Waiting and running jobs, the one that ends first in front. */
  active: JobView[];
  interrupt: (jobId?: string) => void;
  skip: () => void;
}

/**
 * @param attach what goes with the form, for each request that is to be made of it; null: what is needed is not there yet,
 *   and nothing is sent
 */
export function useRunActions(
  { kind, form }: Pick<StudioForm, 'kind' | 'form'>,
  stage: StageState,
  attach?: (values: StudioValues) => Promise<readonly Sending[] | null>,
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
  const send = async (values: StudioValues) => {
    const request = toRequest(kind, values);
    // The same again while the first is still on its way is an impatient hand, not a second wish.
    const wish = JSON.stringify(request);
    if (onItsWay.current === wish) return;
    onItsWay.current = wish;
    try {
      const sendings = attach ? await attach(values) : [undefined];
      for (const sending of sendings ?? []) {
        const { attachments, changes, onSent } = sending ?? {};
        await generation.mutateAsync({ request: { ...request, ...changes }, attachments }).then(
          (job) => {
            stage.follow();
            onSent?.(job, null);
          },
          (error: StudioError) => {
            refuse(error);
            onSent?.(null, error);
          },
        );
      }
    } finally {
      if (onItsWay.current === wish) onItsWay.current = null;
    }
  };
  const submit = form.handleSubmit(send);
  const sayError = { onError: (error: StudioError) => void toast.error(error.message) };
  const first = active[0];

  return {
    generate: () => void submit(),
    draw: (changes) => void send({ ...form.getValues(), script: '', ...changes }),
    submitting: generation.isPending,
    refusal: generation.error?.message ?? null,
    active,
    interrupt: (jobId = first?.id) => jobId && interruption.mutate(jobId, sayError),
    skip: () => first && skipping.mutate(first.id, sayError),
  };
}
