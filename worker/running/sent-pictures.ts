import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { ClaimedJob } from '@/lib/jobs/claim';
import { readInput } from '@/lib/jobs/inputs';
import type { NewInit } from '../saving/staged-picture';

/** A picture that was sent, as it is kept, and what infotexts say of it. */
export interface SentPicture extends NewInit {
  /** MD5 of its samples, RGB or RGBA, row by row; hex. */
  hash: string;
}

/**
 * The pictures that a job is drawn from, in order, where its options keep them: the PNGs that came with it. Nothing for other
 * jobs.
 * @throws AppError `input_gone` (410), `input_damaged` (500)
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/processing.py`, save_init_img
 */
export async function sentPictures({ id, request }: ClaimedJob): Promise<SentPicture[]> {
  const { img2img, init_images_dir } = request;
  if (!img2img || init_images_dir === undefined) return [];
  const pictures: SentPicture[] = [];
  for (const { sha256 } of img2img.init_images) {
    const bytes = await readInput(id, sha256);
    const samples = await sharp(bytes).raw().toBuffer();
    const hash = createHash('md5').update(samples).digest('hex');
    pictures.push({ hash, name: `${hash}.png`, bytes });
  }
  return pictures;
}
