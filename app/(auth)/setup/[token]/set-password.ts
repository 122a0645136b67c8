'use server';
import { headers } from 'next/headers';
import { z } from 'zod';
import { useSetupLink as redeemSetupLink } from '@/lib/auth/setup-link';
import { AppError } from '@/lib/errors';
import { addressOfHeaders } from '@/lib/http/client-address';
import { sentenceIn } from '@/lib/i18n/in-language';
import { localeOf } from '@/lib/i18n/locales';

const schema = z.tuple([z.string().max(200), z.string().max(4096)]);

/** Sets the password of the link's user. Answers the sentence that says why not, or null. */
export async function setPassword(...input: [token: string, password: string]): Promise<string | null> {
  const sent = await headers();
  const say = (sentence: string) => sentenceIn(localeOf(sent), sentence);
  const parsed = schema.safeParse(input);
  if (!parsed.success) return say('Choose a shorter password.');
  try {
    await redeemSetupLink(
      ...parsed.data,
      addressOfHeaders((name) => sent.get(name)),
    );
    return null;
  } catch (error) {
    if (error instanceof AppError) return say(error.message);
    throw error;
  }
}
