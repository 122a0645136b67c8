/** Whether the server answers. Open to all: it tells nothing else. */
export async function GET(): Promise<Response> {
  return Response.json({});
}
