'use server';
import { headers } from 'next/headers';
import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { addressOfHeaders } from '@/lib/http/client-address';
import { sentenceIn } from '@/lib/i18n/in-language';
import { localeOf } from '@/lib/i18n/locales';
import { acceptInvitation } from '@/lib/people/accept-invitation';

const schema = z.tuple([
  z.string().max(200),
  z.object({ name: z.string().max(100), displayName: z.string().max(100), password: z.string().max(4096) }),
]);

/** Makes the account of an invitation. Answers the sentence that says why not, or null. */
export async function join(
  ...input: [token: string, joining: { name: string; displayName: string; password: string }]
): Promise<string | null> {
  const sent = await headers();
  const say = (sentence: string) => sentenceIn(localeOf(sent), sentence);
  const parsed = schema.safeParse(input);
  if (!parsed.success) return say('Choose a shorter name or password.');
  try {
    await acceptInvitation(
      ...parsed.data,
      addressOfHeaders((name) => sent.get(name)),
    );
    return null;
  } catch (error) {
    if (error instanceof AppError) return say(error.message);
    throw error;
  }
}
