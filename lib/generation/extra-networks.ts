import { AppError } from '@/lib/errors';

const TAG = /<(?:lora|lyco|hypernet):[^>]+>/;

/**
 * Refuses a prompt that asks for an extra network, such as `<lora:name:1>`: there are none yet, and a picture made
 * without it would not be the one that was asked for. Throws AppError 501.
 */
export function refuseExtraNetworks(prompt: string): void {
  const tag = TAG.exec(prompt)?.[0];
  if (!tag) return;
  throw new AppError({
    code: 'not_supported',
    status: 501,
    message: `The extra network ${tag.slice(0, 100)} is not supported yet. Remove it from the prompt.`,
  });
}
