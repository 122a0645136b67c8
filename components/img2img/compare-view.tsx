'use client';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { exportPicture } from '../canvas/export-drawing';
import { Compare } from '../compare/compare';
import { useZoom } from '../compare/use-zoom';
import { pictureUrl } from '../studio/data/studio-picture';
import { useStudio } from '../studio/studio-context';
import { useImg2img } from './img2img-context';

/** The picture a job began with, else the one that is on the canvas, as an address in this page. */
function useBefore(jobId: string | undefined): string | null {
  const { sentFor, drawing } = useImg2img();
  const [address, setAddress] = useState<string | null>(null);
  const sent = jobId === undefined ? null : sentFor(jobId);
  useEffect(() => {
    let made: string | null = null;
    let isGone = false;
    const show = (picture: Blob) => {
      if (isGone) return;
      made = URL.createObjectURL(picture);
      setAddress(made);
    };
    if (sent) show(sent);
    else if (drawing) exportPicture(drawing).then(show);
    return () => {
      isGone = true;
      if (made) URL.revokeObjectURL(made);
      setAddress(null);
    };
  }, [sent, drawing]);
  return address;
}

/** The result over the picture it began with: a line between them is moved. */
export function CompareView() {
  const { stage } = useStudio();
  const words = useTranslations('img2img.compare');
  const zoom = useZoom();
  const after = stage.selected;
  const before = useBefore(after?.jobId ?? undefined);
  if (!after || !before) {
    return (
      <div className="grid flex-1 place-items-center bg-stage p-4 text-center text-muted">
        <p>{words('none')}</p>
      </div>
    );
  }
  // Both in the result's frame: what the picture began with was made to fit it.
  const { width, height } = after;
  return (
    <div className="min-h-0 flex-1 bg-stage p-3 wide:p-6">
      <Compare
        left={{ src: before, width, height, label: words('before'), alt: words('before') }}
        right={{ src: pictureUrl(after), width, height, label: words('after'), alt: words('after') }}
        mode="slider"
        zoom={zoom}
        className="overflow-hidden rounded-small"
      />
    </div>
  );
}
