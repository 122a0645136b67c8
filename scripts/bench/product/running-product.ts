/** The product as a user starts it, on a free port and a data directory of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

const START_LIMIT_MS = 60_000;
const LOOK_EVERY_MS = 20;

export const PASSWORD = 'bench-password-1';

export class Product {
  private constructor(
    readonly address: string,
    readonly pid: number,
    private readonly process: ChildProcess,
  ) {}

  /** `npm start`; resolves when the first page answers. */
  static async start(
    dataDir: string,
    { flags = [], environment = {} }: { flags?: string[]; environment?: Record<string, string> } = {},
  ): Promise<Product> {
    const port = await freePort();
    const child = spawn('npm', ['start', '--', '--port', String(port), '--data-dir', dataDir, ...flags], {
      stdio: ['ignore', 'ignore', 'inherit'],
      detached: true,
      env: { ...process.env, ATELIER_ADMIN_PASSWORD: PASSWORD, ...environment },
    });
    const product = new Product(`http://127.0.0.1:${port}`, child.pid!, child);
    await product.#firstPage();
    return product;
  }

  /** As Ctrl-C in its terminal does: the whole process group hears it. */
  async stop(): Promise<void> {
    const exited = new Promise((resolve) => this.process.once('exit', resolve));
    process.kill(-this.pid, 'SIGINT');
    await exited;
  }

  request(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<Response> {
    return fetch(this.address + path, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async #firstPage(): Promise<void> {
    const deadline = performance.now() + START_LIMIT_MS;
    while (performance.now() < deadline) {
      const answer = await fetch(`${this.address}/sign-in`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    await this.stop();
    throw new Error(`The product did not answer within ${START_LIMIT_MS / 1000} s.`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
