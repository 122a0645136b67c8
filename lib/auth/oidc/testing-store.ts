/** Where the provider of the tests keeps what it has issued: an adapter of oidc-provider over one map. */

type Payload = Record<string, unknown> & { uid?: string; grantId?: string };

const kept = new Map<string, Payload>();

export class TestStore {
  constructor(readonly kind: string) {}

  #key = (id: string) => `${this.kind}:${id}`;

  async upsert(id: string, payload: Payload): Promise<void> {
    kept.set(this.#key(id), payload);
  }

  async find(id: string): Promise<Payload | undefined> {
    return kept.get(this.#key(id));
  }

  async findByUid(uid: string): Promise<Payload | undefined> {
    return [...kept].find(([key, payload]) => key.startsWith(`${this.kind}:`) && payload.uid === uid)?.[1];
  }

  async findByUserCode(): Promise<undefined> {}

  async consume(id: string): Promise<void> {
    kept.set(this.#key(id), { ...kept.get(this.#key(id)), consumed: Math.floor(Date.now() / 1000) });
  }

  async destroy(id: string): Promise<void> {
    kept.delete(this.#key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key);
  }
}
