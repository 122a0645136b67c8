import { FolderOpen } from 'lucide-react';
import { Button } from '../ui/button';

export function EmptyFolder({ onUpload }: { onUpload: () => void }) {
  return (
    <div className="appear grid min-h-80 place-content-center justify-items-center gap-3 text-center">
      <FolderOpen aria-hidden strokeWidth={1} className="size-12 text-faint" />
      <div>
        <p className="text-large font-semibold">Nothing here yet</p>
        <p className="mt-1 text-muted">Drop files or whole folders here, of any size.</p>
      </div>
      <Button look="outlined" onClick={onUpload}>
        Choose files
      </Button>
    </div>
  );
}
