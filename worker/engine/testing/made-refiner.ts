import type { StoredTensor, StoredTensors } from './stored-tensors';

/** Of the second tower and the base's UNet, what would be a refiner of SDXL. */
export function madeRefiner(tensors: StoredTensors, metadata: Record<string, string>): void {
  for (const [name, tensor] of [...tensors]) {
    const isContext = /\.attn2\.to_[kv]\.weight$/.test(name);
    const columns = isContext ? 48 : name.endsWith('label_emb.0.0.weight') ? 48 + 5 * 256 : undefined;
    if (columns) tensors.set(name, narrowed(tensor, columns));
    if (!name.startsWith('conditioner.')) continue;
    tensors.delete(name);
    const [, tower, rest] = /^conditioner\.embedders\.(\d)\.(.*)$/.exec(name)!;
    if (tower === '1') tensors.set(`conditioner.embedders.0.${rest}`, tensor);
  }
  metadata.text = metadata.text2!;
}

/** The first columns of a matrix of half-precision numbers. */
function narrowed({ dtype, shape, data }: StoredTensor, columns: number): StoredTensor {
  const [rows = 0, all = 0] = shape;
  const parts = Array.from({ length: rows }, (_, row) =>
    data.subarray(2 * row * all, 2 * (row * all + columns)),
  );
  return { dtype, shape: [rows, columns], data: Buffer.concat(parts) };
}
