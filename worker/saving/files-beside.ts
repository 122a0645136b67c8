import type { GenerationRequest } from '@/lib/generation/request';
import { savingOptionsOf } from '@/lib/generation/saving-options';
import { largeCopy } from './large-copy';
import type { NewBeside, NewPicture } from './staged-picture';

/** What the options want beside a picture that is kept: its infotext as text, a JPEG of it where it is large. */
export async function filesBeside(request: GenerationRequest, picture: NewPicture): Promise<NewBeside[]> {
  if (!picture.saved) return [];
  const options = savingOptionsOf(request);
  const copy = await largeCopy(picture, options);
  const hasText = options.save_txt && picture.infotext !== '';
  return [
    ...(hasText ? [{ ending: '.txt', bytes: Buffer.from(`${picture.infotext}\n`) }] : []),
    ...(copy ? [{ ending: '.jpg', bytes: copy }] : []),
  ];
}
