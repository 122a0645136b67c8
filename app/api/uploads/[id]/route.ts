import { openUpload } from '@/app/api/uploads/open-upload';
import { answerTus } from '@/lib/files/uploads/answer-tus';
import { route } from '@/lib/http/route';

type Context = { params: Promise<{ id: string }> };

/** The tus protocol for one upload: how far it is, more of it, its end. */
const tus = route<Context>(async (request, { params }) => {
  const { id } = await params;
  return answerTus(request, await openUpload(request, id));
});

export { tus as DELETE, tus as HEAD, tus as PATCH };
