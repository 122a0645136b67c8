'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import type { CheckpointView } from '@/lib/catalog/checkpoint-view';
import { checkpointsKey } from '../studio/data/query-keys';
import { studioFetch } from '../studio/data/studio-fetch';
import { changeForm } from '../studio/form/form-storage';
import { takenWords } from '../studio/form/taken-words';
import { valuesOfInfotext } from '../studio/form/values-of-infotext';
import { toast } from '../ui/toast';

/** Takes all that a picture was made with into the form of Txt2img, and goes there. */
export function useTakeOver(userName: string) {
  const router = useRouter();
  const formWords = useTranslations('form');
  const queryClient = useQueryClient();
  return async ({ infotext }: { infotext: string }) => {
    const checkpoints = await queryClient
      .fetchQuery({
        queryKey: checkpointsKey,
        queryFn: () => studioFetch<CheckpointView[]>('/api/checkpoints'),
      })
      .catch(() => []);
    changeForm('txt2img', userName, (values) => ({ ...values, ...valuesOfInfotext(infotext, checkpoints) }));
    toast(takenWords(infotext, formWords));
    router.push('/txt2img');
  };
}
