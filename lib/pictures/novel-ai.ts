import { z } from 'zod';
import { SAMPLERS } from '@/lib/generation/samplers';

const commentSchema = z.object({
  uc: z.string(),
  steps: z.number(),
  sampler: z.string(),
  scale: z.number(),
  seed: z.number(),
});

/**
 * The infotext that says what a NovelAI picture's texts say in their own way; null where they are of somebody else's.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/images.py`, read_info_from_image
 */
export function novelAiInfotext(
  texts: Readonly<Record<string, string>>,
  { width, height }: { width: number; height: number },
): string | null {
  if (texts.Software !== 'NovelAI' || texts.Description === undefined) return null;
  const comment = commentSchema.safeParse(parsed(texts.Comment ?? ''));
  if (!comment.success) return null;
  const { uc, steps, sampler, scale, seed } = comment.data;
  const known = SAMPLERS.find(({ name, aliases }) => name === sampler || aliases.includes(sampler));
  return [
    texts.Description,
    `Negative prompt: ${uc}`,
    `Steps: ${steps}, Sampler: ${known?.name ?? 'Euler a'}, CFG scale: ${scale}, Seed: ${seed}, Size: ${width}x${height}, Clip skip: 2, ENSD: 31337`,
  ].join('\n');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
