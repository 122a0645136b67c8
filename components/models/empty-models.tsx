import { PackageOpen, SearchX } from 'lucide-react';
import { Button } from '../ui/button';

interface EmptyModelsProps {
  /** Something is looked for, and there is nothing like it. */
  filtered: boolean;
  onUpload: () => void;
  onShowAll: () => void;
}

export function EmptyModels({ filtered, onUpload, onShowAll }: EmptyModelsProps) {
  const Icon = filtered ? SearchX : PackageOpen;
  return (
    <div className="appear grid min-h-80 flex-1 place-content-center justify-items-center gap-3 px-6 text-center">
      <Icon aria-hidden strokeWidth={1} className="size-12 text-faint" />
      <div>
        <p className="text-large font-semibold">{filtered ? 'No model like that' : 'No models yet'}</p>
        <p className="mt-1 max-w-100 text-muted">
          {filtered
            ? 'Search for less, or look among all of them.'
            : 'Drop checkpoints, LoRAs, embeddings or other models here, of any size, as .safetensors files.'}
        </p>
      </div>
      {filtered ? (
        <Button look="outlined" onClick={onShowAll}>
          Show all
        </Button>
      ) : (
        <Button look="outlined" onClick={onUpload}>
          Choose files
        </Button>
      )}
    </div>
  );
}
