'use client';
import { useState } from 'react';
import type { ModelView } from '@/lib/catalog/model-view';
import { classNames } from '../ui/class-names';
import { Placeholder } from './placeholder';

interface ModelPictureProps {
  model: ModelView;
  size: 512 | 1600;
  alt?: string;
  className?: string;
}

/** The picture that lies beside a model, or what stands for it. */
export function ModelPicture({ model, size, alt = '', className }: ModelPictureProps) {
  const [failed, setFailed] = useState<string | null>(null);
  if (model.hasPreview === null || failed === model.hasPreview)
    return <Placeholder model={model} className={className} />;
  return (
    // biome-ignore lint/performance/noImgElement: already made small, and cached
    <img
      key={`${model.id} ${model.hasPreview}`}
      src={`/api/models/${model.id}/preview?size=${size}&v=${model.hasPreview}`}
      alt={alt}
      loading={size === 512 ? 'lazy' : 'eager'}
      decoding="async"
      draggable={false}
      onError={() => setFailed(model.hasPreview)}
      className={classNames('appear object-cover', className)}
    />
  );
}
