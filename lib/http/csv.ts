/** Quoted as RFC 4180; what a spreadsheet would run as a formula gets an apostrophe before it. */
export function csvCell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The first line of a file: its columns, with a byte order mark, so that spreadsheets read UTF-8. */
export const csvHead = (columns: readonly string[]) => `\ufeff${columns.join(',')}\r\n`;

/** A file that is made while it is sent: the head, then what `more` answers until that is null. */
export function csvFile(name: string, head: string, more: () => Promise<string | null>): Response {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    async pull(controller) {
      const lines = await more();
      if (lines === null) controller.close();
      else controller.enqueue(encoder.encode(lines));
    },
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}
