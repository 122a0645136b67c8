'use client';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { exportPicture } from '../canvas/export-drawing';
import { pictureUrl } from '../studio/data/studio-picture';
import { PictureFrame } from '../studio/stage/picture-frame';
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
  const after = stage.selected;
  const before = useBefore(after?.jobId ?? undefined);
  const [at, setAt] = useState(50);
  if (!after || !before) {
    return (
      <div className="grid flex-1 place-items-center bg-stage p-4 text-center text-muted">
        <p>{words('none')}</p>
      </div>
    );
  }
  return (
    <div className="min-h-0 flex-1 bg-stage p-3 wide:p-6">
      <PictureFrame width={after.width} height={after.height}>
        {/* biome-ignore lint/performance/noImgElement: our own server has the file in its final form */}
        <img
          src={pictureUrl(after)}
          alt={words('after')}
          draggable={false}
          className="absolute inset-0 size-full"
        />
        {/* biome-ignore lint/performance/noImgElement: it is in this browser already */}
        <img
          src={before}
          alt={words('before')}
          draggable={false}
          style={{ clipPath: `inset(0 ${100 - at}% 0 0)` }}
          className="absolute inset-0 size-full"
        />
        <Tag className="left-2">{words('before')}</Tag>
        <Tag className="right-2">{words('after')}</Tag>
        <div
          aria-hidden
          className="pointer-events-none absolute inset-y-0 w-0.5 -translate-x-1/2 bg-text shadow-popover"
          style={{ left: `${at}%` }}
        />
        <input
          type="range"
          min={0}
          max={100}
          step={0.5}
          value={at}
          aria-label={words('slider')}
          onChange={({ target }) => setAt(Number(target.value))}
          className="absolute inset-0 size-full cursor-ew-resize opacity-0 focus-visible:opacity-20"
        />
      </PictureFrame>
    </div>
  );
}

function Tag({ className, children }: { className: string; children: string }) {
  return (
    <span
      className={`pointer-events-none absolute top-2 rounded-small bg-popover px-1.5 text-small text-text ${className}`}
    >
      {children}
    </span>
  );
}
