import { storedOptions } from './stored-options';

/** How pictures are sent to programs. */
export interface AnswerFormat {
  /** As it is stored; not all of them can be made. */
  format: string;
  /** 1 to 100. */
  quality: number;
  isLossless: boolean;
}

/** What the user's options `samples_format`, `jpeg_quality` and `webp_lossless` say. */
export async function answerFormat(userId: string): Promise<AnswerFormat> {
  const { samples_format, jpeg_quality, webp_lossless } = await storedOptions(userId);
  const isQuality = typeof jpeg_quality === 'number' && jpeg_quality >= 1 && jpeg_quality <= 100;
  return {
    format: typeof samples_format === 'string' ? samples_format.toLowerCase() : 'png',
    quality: isQuality ? Math.round(jpeg_quality) : 80,
    isLossless: webp_lossless === true,
  };
}
