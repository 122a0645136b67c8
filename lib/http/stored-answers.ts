import { createHash } from 'node:crypto';

interface Entry {
  answer: Promise<Uint8Array<ArrayBuffer>>;
  /** 0 until it is written. */
  bytes: number;
}

/**
 * Answers of many megabytes of JSON that are asked for again and again. Each is kept under what it is made of:
 * who would be told the same shares it, nobody finds one that is made of anything else, and one whose parts have changed
 * is never found again. Those used longest ago make room.
 */
export class StoredAnswers {
  /** By digest, the one used longest ago first. */
  readonly #entries = new Map<string, Entry>();

  /** @param mostBytes of all of them */
  constructor(private readonly mostBytes: number) {}

  /**
   * Answers 304 to who has it already.
   * @param parts all that the answer is made of: whenever these are the same as JSON, so is the answer
   * @param write the answer's JSON, asked for when it is not kept
   * @throws what `write` throws
   */
  async answer(request: Request, parts: unknown, write: () => Promise<string>): Promise<Response> {
    const digest = createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
    const etag = `"${digest}"`;
    // Compressing them for each call takes longer than sending them, and Next lets no route send what is compressed already.
    const headers = { etag, 'cache-control': 'private, no-cache, no-transform' };
    if (isNamed(etag, request.headers.get('if-none-match')))
      return new Response(null, { status: 304, headers });
    const body = await this.#kept(digest, write);
    return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
  }

  #kept(digest: string, write: () => Promise<string>): Promise<Uint8Array<ArrayBuffer>> {
    const entry = this.#entries.get(digest) ?? this.#added(digest, write);
    this.#entries.delete(digest);
    this.#entries.set(digest, entry);
    return entry.answer;
  }

  #added(digest: string, write: () => Promise<string>): Entry {
    const entry: Entry = { answer: write().then((json) => new TextEncoder().encode(json)), bytes: 0 };
    entry.answer.then(
      ({ length }) => {
        entry.bytes = length;
        this.#makeRoom();
      },
      // Who asked is told what went wrong; the next one tries again.
      () => this.#entries.delete(digest),
    );
    return entry;
  }

  #makeRoom(): void {
    let bytes = 0;
    for (const entry of this.#entries.values()) bytes += entry.bytes;
    for (const [digest, entry] of this.#entries) {
      if (bytes <= this.mostBytes) return;
      bytes -= entry.bytes;
      this.#entries.delete(digest);
    }
  }
}

/** Proxies that compress an answer make its tag a weak one. */
const isNamed = (etag: string, condition: string | null): boolean =>
  condition?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) ?? false;
