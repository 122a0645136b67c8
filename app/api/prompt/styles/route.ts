import { z } from 'zod';
import { authorize } from '@/lib/auth';
import { deleteStyle, saveStyle } from '@/lib/generation/change-styles';
import { sentText } from '@/lib/generation/studio-fields';
import { findStyles } from '@/lib/generation/styles';
import { readJson } from '@/lib/http/read-body';
import { route } from '@/lib/http/route';

/** Two texts of 20,000 characters, each up to 12 bytes as escaped JSON. */
const BODY_BYTES = 512 * 1024;

const name = z
  .string({ error: 'A style has a name.' })
  .trim()
  .min(1, 'Give the style a name.')
  .max(100, 'A style’s name has at most 100 characters.')
  // A row that begins so is a comment.
  .regex(/^[^#\p{Cc}]/u, 'A style’s name can’t begin with #.')
  .regex(/^\P{Cc}*$/u, 'A style’s name is one line.');

const saveSchema = z.object({
  name,
  prompt: sentText('The prompt'),
  negativePrompt: sentText('The negative prompt'),
  /** The name it had. */
  was: z.string().optional(),
});

/** The styles the caller finds: their own first. */
export const GET = route(async (request) => {
  const caller = await authorize(request, 'options.own');
  return Response.json(await findStyles(caller.name));
});

/** Keeps a style among the caller's own, instead of the one of its name; answers all they find then. */
export const POST = route(async (request) => {
  const caller = await authorize(request, 'options.own');
  const { was, ...style } = saveSchema.parse(await readJson(request, BODY_BYTES));
  await saveStyle(caller.name, style, was);
  return Response.json(await findStyles(caller.name));
});

/** Deletes one of the caller's own styles, named in the body; answers all they find then. */
export const DELETE = route(async (request) => {
  const caller = await authorize(request, 'options.own');
  const { name } = z.object({ name: z.string() }).parse(await readJson(request, BODY_BYTES));
  await deleteStyle(caller.name, name);
  return Response.json(await findStyles(caller.name));
});
