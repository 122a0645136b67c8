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

interface KindWords {
  one: string;
  many: string;
  icon: LucideIcon;
}

/** What each kind of model is called, as people who know the web UI call it. */
export const KIND_WORDS: Readonly<Record<ModelKind, KindWords>> = {
  checkpoint: { one: 'Checkpoint', many: 'Checkpoints', icon: Box },
  lora: { one: 'LoRA', many: 'LoRAs', icon: Layers },
  embedding: { one: 'Embedding', many: 'Embeddings', icon: Brush },
  vae: { one: 'VAE', many: 'VAEs', icon: Images },
  hypernetwork: { one: 'Hypernetwork', many: 'Hypernetworks', icon: Network },
  controlnet: { one: 'ControlNet', many: 'ControlNets', icon: SquareDashed },
  upscaler: { one: 'Upscaler', many: 'Upscalers', icon: Maximize },
  gfpgan: { one: 'Face restorer', many: 'Face restorers', icon: ScanFace },
};

/** `LoRA · SD 1.x`; of a file that does not say for what it is, the kind alone. */
export const kindLine = ({ kind, architecture }: { kind: ModelKind; architecture: string | null }) =>
  [KIND_WORDS[kind].one, architecture].filter(Boolean).join(' · ');
