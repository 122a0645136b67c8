import {
  Box,
  Brush,
  Images,
  Layers,
  type LucideIcon,
  Maximize,
  Network,
  ScanFace,
  SquareDashed,
} from 'lucide-react';
import type { ModelKind } from '@/lib/catalog/model-view';
import type { Words } from '@/lib/i18n/words';

/** How each kind of model is drawn; what it is called stands among the words, `models.kinds`. */
export const KIND_ICONS: Readonly<Record<ModelKind, LucideIcon>> = {
  checkpoint: Box,
  lora: Layers,
  embedding: Brush,
  vae: Images,
  hypernetwork: Network,
  controlnet: SquareDashed,
  upscaler: Maximize,
  gfpgan: ScanFace,
};

/** `LoRA · SD 1.x`; of a file that does not say for what it is, the kind alone. */
export const kindLine = (
  { kind, architecture }: { kind: ModelKind; architecture: string | null },
  t: Words<'models'>,
) => [t(`kinds.${kind}.one`), architecture].filter(Boolean).join(' · ');
