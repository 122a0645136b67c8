'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Box } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelPage } from '@/lib/catalog';
import type { GalleryPage } from '@/lib/gallery/gallery-view';
import { modelsKey, picturesKey } from '../studio/data/query-keys';
import { studioFetch } from '../studio/data/studio-fetch';
import { Group, Item } from './item';

const PAUSE_MS = 150;
const MOST = 5;

interface FoundItemsProps {
  text: string;
  onDone: () => void;
}

/** Own models and latest pictures of what is typed, from the server. */
export function FoundItems({ text, onDone }: FoundItemsProps) {
  const t = useTranslations('palette');
  const router = useRouter();
  const search = usePaused(text.trim());
  const query = new URLSearchParams({ search, limit: String(MOST) });
  const asked = { enabled: search !== '', placeholderData: keepPreviousData };
  const models = useQuery({
    ...asked,
    queryKey: [...modelsKey, 'palette', search],
    queryFn: () => studioFetch<ModelPage>(`/api/models?${query}`),
  });
  const pictures = useQuery({
    ...asked,
    queryKey: [...picturesKey, 'palette', search],
    queryFn: () => studioFetch<GalleryPage>(`/api/gallery?${query}`),
  });
  if (search === '') return null;
  const go = (href: string) => {
    onDone();
    router.push(href);
  };
  return (
    <>
      {models.data && models.data.models.length > 0 && (
        <Group heading={t('models')}>
          {models.data.models.map(({ id, name }) => (
            <Item
              key={id}
              // What the server found may have it elsewhere than in its name.
              value={`model ${id} ${text}`}
              icon={<Box />}
              onChoose={() => go(`/models?${new URLSearchParams({ search: name, model: id })}`)}
            >
              {name}
            </Item>
          ))}
        </Group>
      )}
      {pictures.data && pictures.data.pictures.length > 0 && (
        <Group heading={t('pictures')}>
          {pictures.data.pictures.map(({ id, infotext }) => (
            <Item
              key={id}
              value={`picture ${id} ${text}`}
              icon={
                // biome-ignore lint/performance/noImgElement: the server has made it small already
                <img
                  src={`/api/gallery/pictures/${id}/thumbnail`}
                  alt=""
                  className="size-7 rounded-small object-cover"
                />
              }
              onChoose={() => go(`/gallery?${new URLSearchParams({ search: text.trim(), picture: id })}`)}
            >
              {infotext.split('\n')[0] || t('noPrompt')}
            </Item>
          ))}
        </Group>
      )}
    </>
  );
}

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
