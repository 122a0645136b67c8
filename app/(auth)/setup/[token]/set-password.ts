'use server';
import { z } from 'zod';
import { useSetupLink as redeemSetupLink } from '@/lib/auth/setup-link';
import { AppError } from '@/lib/errors';

const schema = z.tuple([z.string().max(200), z.string().max(4096)]);

/** Sets the password of the link's user. Answers the sentence that says why not, or null. */
export async function setPassword(...input: [token: string, password: string]): Promise<string | null> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) return 'Choose a shorter password.';
  try {
    await redeemSetupLink(...parsed.data);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}
