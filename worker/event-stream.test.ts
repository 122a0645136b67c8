import { describe, expect, it } from 'vitest';
import { EventStream } from './event-stream';

describe('EventStream', () => {
  it('gives events in order, also those pushed before anyone reads', async () => {
    const stream = new EventStream<number>(() => {});
    stream.push(1);
    stream.push(2);
    const reading = collect(stream);
    await Promise.resolve();
    stream.push(3);
    stream.end();
    expect(await reading).toEqual([1, 2, 3]);
  });

  it('gives what is waiting before it throws', async () => {
    const stream = new EventStream<number>(() => {});
    stream.push(1);
    stream.end(new Error('over'));
    expect(await stream.next()).toEqual({ done: false, value: 1 });
    await expect(stream.next()).rejects.toThrow('over');
    expect(await stream.next()).toMatchObject({ done: true });
  });

  it('tells when its reader leaves early, and only then', async () => {
    let abandoned = 0;
    const left = new EventStream<number>(() => abandoned++);
    left.push(1);
    for await (const _ of left) break;
    expect(abandoned).toBe(1);
    const read = new EventStream<number>(() => abandoned++);
    read.end();
    await collect(read);
    expect(abandoned).toBe(1);
  });
});

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const event of stream) all.push(event);
  return all;
}
