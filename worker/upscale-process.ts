/** The process that enlarges one picture for the web process (lib/extras/upscale.ts), then ends. */
import type { UpscalePlan, UpscaleStep } from '@/lib/extras/plan-upscale';
import { type Bitmap, blank, paste } from './engine/images/bitmap';
import { resize, resizeNearest } from './engine/images/resize';

function enlarged(picture: Bitmap, { upscaler, enlarged, exact, cropped }: UpscaleStep): Bitmap {
  const method = upscaler === 'Nearest' ? resizeNearest : resize;
  const large = enlarged ? method(picture, enlarged.width, enlarged.height) : picture;
  const result = resize(large, exact.width, exact.height);
  return cropped ? middleOf(result, cropped.width, cropped.height) : result;
}

/** The middle, on black where the picture does not reach; what is cut has no alpha, as in the reference. */
function middleOf(picture: Bitmap, width: number, height: number): Bitmap {
  const half = (side: number) => Math.floor(side / 2);
  const cut = blank(width, height, 3);
  paste(cut, opaque(picture), half(width) - half(picture.width), half(height) - half(picture.height));
  return cut;
}

function opaque(picture: Bitmap): Bitmap {
  if (picture.channels === 3) return picture;
  const rgb = blank(picture.width, picture.height, 3);
  for (let from = 0, to = 0; to < rgb.data.length; from += 4) {
    for (let c = 0; c < 3; c++) rgb.data[to++] = picture.data[from + c]!;
  }
  return rgb;
}

/** Lays `over` on `under`, in place. @see python-pillow/Pillow `src/libImaging/Blend.c`, whose bytes this gives */
function blend(under: Bitmap, over: Bitmap, visibility: number): void {
  const alpha = Math.fround(visibility);
  const { data } = under;
  for (let i = 0; i < data.length; i++) {
    const from = data[i]!;
    data[i] = Math.fround(from + Math.fround(alpha * (over.data[i]! - from)));
  }
}

process.once('message', ({ picture, plan }: { picture: Bitmap; plan: UpscalePlan }) => {
  const result = plan.first ? enlarged(picture, plan.first) : picture;
  if (plan.second) blend(result, enlarged(picture, plan.second), plan.visibility);
  process.send!(result, () => process.disconnect());
});
