import type { Family, TextEncoderLayout, TextProjection } from './architecture';
import type { Hints } from './hints';
import type { SafetensorsFile } from './safetensors';
import { TensorGroup } from './tensor-group';

const HEAD_WIDTH = 64;
/** Layers of OpenCLIP ViT-H, the tower of SD 2. Diffusers folders leave its last one out, which is never used. */
const OPEN_CLIP_H_LAYERS = 24;

/** The SDXL refiner has OpenCLIP bigG as its only tower. */
export const REFINER_ROOT = 'conditioner.embedders.0.model.';
const FIRST = [
  'cond_stage_model.transformer.',
  'cond_stage_model.model.',
  'conditioner.embedders.0.transformer.',
  REFINER_ROOT,
];
const SECOND = ['conditioner.embedders.1.model.', 'conditioner.embedders.1.transformer.'];
const OPEN_CLIP_ROOT = /\.model\.$/;

const TOKENS = 'text_model.embeddings.token_embedding.weight';

/** Where the first or the second text encoder lies: the part of its tensors' names before `text_model.`. */
export function textEncoderRoot(file: SafetensorsFile, tower: 'first' | 'second'): string | undefined {
  const roots = tower === 'first' ? FIRST : SECOND;
  return roots.find((root) => file.tensors.has(root + TOKENS));
}

/** OpenCLIP multiplies by `text_projection`, transformers by the transpose of `text_projection.weight`. */
function projectionAt(file: SafetensorsFile, root: string): TextProjection | undefined {
  for (const name of ['text_projection', 'text_projection.weight']) {
    if (file.tensors.has(root + name)) return { prefix: root, name, transposed: name !== 'text_projection' };
  }
  return undefined;
}

/**
 * A CLIP or OpenCLIP text model, under the names of transformers.
 * @throws EngineError `checkpoint-damaged` when tensors are missing
 */
export function textEncoderLayout(
  file: SafetensorsFile,
  root: string,
  family: Family,
  hint: Hints['text'][number],
  tower: 'first' | 'second' = 'first',
): TextEncoderLayout {
  const prefix = `${root}text_model.`;
  const tensors = new TensorGroup(file, prefix);
  const width = tensors.size('embeddings.token_embedding.weight', 1);
  const inFile = tensors.count((i) => `encoder.layers.${i}.self_attn.q_proj.weight`);
  const isPooled = tower === 'second' || root === REFINER_ROOT;
  const isOpenClip = family === 'sd2' || isPooled;
  const hasUnused = family === 'sd2' && (OPEN_CLIP_ROOT.test(root) || inFile === OPEN_CLIP_H_LAYERS);
  const projection = isPooled ? projectionAt(file, root) : undefined;
  return {
    prefix,
    width,
    layers: hasUnused ? inFile - 1 : inFile,
    heads: hint.heads ?? Math.max(1, Math.floor(width / HEAD_WIDTH)),
    vocabulary: tensors.size('embeddings.token_embedding.weight', 0),
    positions: tensors.size('embeddings.position_embedding.weight', 0),
    activation: hint.activation ?? (isOpenClip ? 'gelu' : 'quick-gelu'),
    reads: family === 'sd1' ? 'clip-skip' : family === 'sd2' ? 'last' : 'penultimate',
    padding: isOpenClip ? 'zero' : 'end',
    ...(projection ? { projection } : {}),
  };
}
