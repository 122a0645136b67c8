import { Images, SearchX } from 'lucide-react';
import Link from 'next/link';
import { Button, buttonClass } from '../ui/button';

/** Nothing made yet, or nothing that is looked for. */
export function GalleryEmpty({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const Icon = narrowed ? SearchX : Images;
  return (
    <div className="appear grid flex-1 place-content-center justify-items-center gap-3 p-6 text-center">
      <Icon aria-hidden strokeWidth={1} className="size-12 text-faint" />
      <div>
        <p className="text-large font-semibold">
          {narrowed ? 'No picture fits' : 'Your pictures will hang here'}
        </p>
        <p className="mt-1 max-w-80 text-muted">
          {narrowed
            ? 'Try fewer words, or take a filter away.'
            : 'Everything you make is kept here, to be found again by what you asked for.'}
        </p>
      </div>
      {narrowed ? (
        <Button look="outlined" onClick={onClear}>
          Show everything
        </Button>
      ) : (
        <Link href="/txt2img" className={buttonClass('outlined')}>
          Make the first one
        </Link>
      )}
    </div>
  );
}
