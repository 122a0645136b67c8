/** Words that are the same in every language: names, units, and the symbols of samplers. */
const PROPER = new Set(
  (
    'Atelier Txt2img Img2img img2img LoRA VAE SD SDXL XL CFG CLIP Clip skip ControlNet Checkpoint Embedding Refiner ' +
    'Stable Diffusion Eta Rho Sigma sigma churn Churn tmin tmax noise SHA GB px curl Python JavaScript'
  ).split(' '),
);

/** Prompts that show how one is written: checkpoints were taught in English. */
const EXAMPLES =
  /^(a red house, night sky|a red house\n--prompt "a blue house" --steps 10|red, blue, green)$/;

/** What a message or a text in the code says apart from what it takes in, if anything needs translating there. */
export function needsTranslation(text: string): boolean {
  const words = text.replace(/\{\w*\}|<\/?\w+>/g, ' ').match(/\p{L}{2,}\w*/gu) ?? [];
  return !EXAMPLES.test(text) && !words.every((word) => PROPER.has(word));
}
