/** Steps that are scheduled, and after how many of the last ones the picture begins: `from` + 1 steps are made. */
export interface Img2ImgSteps {
  scheduled: number;
  from: number;
}

/**
 * How a denoising strength shortens the way.
 * @param areFixed `steps` are made whatever the strength (`img2img_fix_steps`, and always in the hires pass)
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/sd_samplers_common.py`, setup_img2img_steps
 */
export function img2imgSteps(steps: number, strength: number, areFixed: boolean): Img2ImgSteps {
  const limited = Math.min(strength, 0.999);
  if (!areFixed) return { scheduled: steps, from: Math.trunc(limited * steps) };
  return { scheduled: limited > 0 ? Math.trunc(steps / limited) : steps, from: steps - 1 };
}
