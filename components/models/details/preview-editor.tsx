'use client';
import { ImagePlus, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Failure } from '@/components/ui/failure';
import { IconButton } from '@/components/ui/icon-button';
import type { ModelView } from '@/lib/catalog/model-view';
import { usePutPreview } from '../data/mutations';
import { ModelPicture } from '../model-picture';

/** A model’s picture in large; who may, changes it. */
export function PreviewEditor({ model, editable }: { model: ModelView; editable: boolean }) {
  const t = useTranslations('models');
  const chooser = useRef<HTMLInputElement>(null);
  const put = usePutPreview();
  const send = (input: HTMLInputElement) => {
    const [picture] = input.files ?? [];
    if (picture) put.mutate({ id: model.id, picture });
    input.value = '';
  };
  return (
    <div className="grid gap-2">
      <div className="relative aspect-square max-h-[42dvh] w-full overflow-hidden rounded-card bg-stage">
        {/* The small one is there already. */}
        {model.hasPreview && (
          <ModelPicture model={model} size={512} className="absolute inset-0 size-full object-contain" />
        )}
        <ModelPicture
          model={model}
          size={1600}
          alt={t('preview.alt', { name: model.name })}
          className="absolute inset-0 size-full object-contain"
        />
        {editable && (
          <div className="absolute right-2 bottom-2 flex rounded-control bg-popover/85 shadow-popover">
            <IconButton
              label={model.hasPreview ? t('preview.another') : t('preview.choose')}
              disabled={put.isPending}
              onClick={() => chooser.current?.click()}
            >
              <ImagePlus />
            </IconButton>
            {model.hasPreview && (
              <IconButton
                label={t('preview.remove')}
                disabled={put.isPending}
                onClick={() => put.mutate({ id: model.id, picture: null })}
              >
                <Trash2 />
              </IconButton>
            )}
            <input
              ref={chooser}
              type="file"
              accept="image/*"
              aria-label={t('preview.label')}
              hidden
              onChange={({ target }) => send(target)}
            />
          </div>
        )}
      </div>
      <Failure error={put.error} />
    </div>
  );
}
