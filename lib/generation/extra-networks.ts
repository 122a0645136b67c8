import { AppError } from '@/lib/errors';
import { type AdapterKind, adapterNamed, listAdapterFiles } from './adapter-files';

const TAG = /<(lora|lyco|hypernet):([^>]+)>/g;
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
const LABELS = { lora: 'LoRA', hypernetwork: 'hypernetwork', embedding: 'embedding' } as const;
/** Characters of a tag that a message repeats. */
const SHOWN = 100;

interface Tag {
  text: string;
  kind: AdapterKind;
  name: string;
  /** Of text encoders and UNet, as they are written. */
  strengths: string[];
}

function tagsOf(prompt: string): Tag[] {
  return [...prompt.matchAll(TAG)].map(([text, word, rest = '']) => {
    const items = rest.split(':');
    const [name = '', ...positional] = items.filter((item) => !item.includes('='));
    const named = items.flatMap((item) => /^(?:te|unet)=(.*)$/s.exec(item)?.[1] ?? []);
    const kind = word === 'hypernet' ? 'hypernetwork' : 'lora';
    return { text: text.slice(0, SHOWN), kind, name, strengths: [...positional.slice(0, 2), ...named] };
  });
}

/** Whether a prompt asks for extra networks such as `<lora:name:1>`. */
export const namesExtraNetworks = (prompt: string): boolean => tagsOf(prompt).length > 0;

/**
 * Refuses a prompt that asks for an extra network that is not there: a picture made without it would not be the one that
 * was asked for. Throws AppError 400.
 */
export async function checkExtraNetworks(prompt: string): Promise<void> {
  for (const { text, kind, name, strengths } of tagsOf(prompt)) {
    if (!adapterNamed(await listAdapterFiles(kind), name)) {
      throw new AppError({
        code: 'extra_network_not_found',
        status: 400,
        message: `There is no ${LABELS[kind]} "${name.slice(0, SHOWN)}" here. Correct its name in the prompt, or remove ${text}.`,
      });
    }
    if (!strengths.every((strength) => NUMBER.test(strength))) {
      throw new AppError({
        code: 'bad_extra_network',
        status: 400,
        message: `The strength in ${text} is no number. Write it like <lora:name:0.8>.`,
      });
    }
  }
}

/** Refuses a second pass that names other extra networks than the first: both are drawn with the same. Throws AppError 501. */
export function refuseOtherNetworks(prompt: string, hiresPrompt: string): void {
  const listed = (text: string) =>
    tagsOf(text)
      .map((tag) => tag.text)
      .join();
  if (hiresPrompt === '' || listed(prompt) === listed(hiresPrompt)) return;
  throw new AppError({
    code: 'not_supported',
    status: 501,
    message:
      'Other extra networks in the second pass are not supported yet. Write the same tags, such as <lora:name:1>, into both prompts.',
  });
}
