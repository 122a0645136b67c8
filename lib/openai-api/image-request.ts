import { z } from 'zod';
import { LIMITS } from '@/lib/generation/limits';
import { BadParameter } from './route';

/** Names of models that are nobody's checkpoint: the caller's usual one is meant. */
const THEIR_MODELS = /^(?:dall-e|gpt-image|chatgpt-image)/i;
const STEPS = 20;

const number = (min: number, max: number) =>
  z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number().int().min(min).max(max).optional(),
  );

/** What both kinds of request may say; everything else is passed over. Forms send numbers as text. */
const schema = z.object({
  prompt: z.string().min(1).max(20_000),
  model: z.string().nullish(),
  n: number(1, 10),
  size: z
    .string()
    .regex(/^(?:auto|\d{1,5}x\d{1,5})$/)
    .nullish(),
  response_format: z.enum(['b64_json', 'url']).nullish(),
  output_format: z.enum(['png', 'jpeg', 'webp']).nullish(),
  /** Ours, as in the WebUI API. */
  negative_prompt: z.string().nullish(),
  seed: number(-1, LIMITS.seed.max),
  steps: number(LIMITS.steps.min, LIMITS.steps.max),
});

/** A picture's size in pixels. */
interface Size {
  width: number;
  height: number;
}

const REMEDY: Readonly<Record<string, string>> = {
  prompt: 'Give it a text of at most 20,000 characters.',
  n: 'Ask for 1 to 10 pictures.',
  size: 'Write it as 512x512, or auto.',
  response_format: 'Ask for b64_json.',
  output_format: 'Ask for png.',
};

/**
 * A request of OpenAI's as one of the WebUI API. @param usual the size when none is said
 * @throws BadParameter for the first that is not right
 */
export function toWebuiBody(fields: Record<string, unknown>, usual: Size): Record<string, unknown> {
  const parsed = schema.safeParse(fields);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0] ?? 'prompt');
    throw new BadParameter(name, `The parameter ${name} is not right. ${REMEDY[name] ?? 'Leave it out.'}`);
  }
  const { prompt, model, n, size, response_format, output_format, negative_prompt, seed, steps } =
    parsed.data;
  if (response_format === 'url') throw unsupported('response_format', 'url', 'b64_json');
  if (output_format && output_format !== 'png') throw unsupported('output_format', output_format, 'png');
  const [width = usual.width, height = usual.height] =
    size && size !== 'auto' ? size.split('x').map(Number) : [];
  return {
    prompt,
    negative_prompt: negative_prompt ?? '',
    n_iter: n ?? 1,
    seed: seed ?? -1,
    steps: steps ?? STEPS,
    width,
    height,
    // Who asks for pictures gets nothing else.
    override_settings: { return_mask: false, return_mask_composite: false },
    ...(model && !THEIR_MODELS.test(model) ? { alwayson_scripts: { sd_model_checkpoint: model } } : {}),
  };
}

const unsupported = (name: string, value: string, instead: string) =>
  new BadParameter(name, `${name} ${value} is not supported. Ask for ${instead}.`);

/** Pictures of the WebUI API's answer as OpenAI's clients read them. */
export function toOpenAiAnswer(images: readonly string[]) {
  return { created: Math.floor(Date.now() / 1000), data: images.map((b64_json) => ({ b64_json })) };
}
