import type { AdaptableWeight } from './adaptable-weights';
import {
  compact,
  type Factors,
  firstRanks,
  hadamard,
  kronecker,
  type Matrix,
  matrix,
  multiply,
  scaled,
  sum,
  wholeMatrix,
} from './factors';
import type { PartName } from './lora-names';
import { UnusableAdapter, WrongSize } from './unusable-adapter';
import { decomposed, rotated, scaledRows } from './weight-difference';

/** Beyond any that is trained; keeps hostile files from asking for all memory. */
const MAX_RANK = 4096;

const disagreement = () => new UnusableAdapter('the parts of one of its layers do not fit together');

export interface Part {
  shape: number[];
  values: Float32Array;
}

export type Parts = Map<PartName, Part>;

const product = (sizes: number[]) => sizes.reduce((a, b) => a * b, 1);

/** The first axis against all others. */
const flat = ({ shape, values }: Part): Matrix => matrix(shape[0] ?? 1, product(shape.slice(1)), values);

function transposed({ rows, columns, values }: Matrix): Matrix {
  const result = new Float32Array(values.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result[j * rows + i] = values[i * columns + j]!;
  }
  return matrix(columns, rows, result);
}

/**
 * Folds a core tensor (P, Q, h, w) of a Tucker decomposition into what stands behind it:
 * result[p, (i, h, w)] = Σ_q core[p, q, h, w] · behind[q, i].
 */
function foldCore(core: Part, behind: Matrix): Matrix {
  const [p = 0, q = 0, ...kernel] = core.shape;
  const places = product(kernel);
  if (q !== behind.rows || p > MAX_RANK) throw disagreement();
  const values = new Float32Array(p * behind.columns * places);
  const row = transposed(behind);
  for (let a = 0; a < p; a++) {
    // (i, q) · (q, places) for each p.
    const slice = core.values.subarray(a * q * places, (a + 1) * q * places);
    values.set(multiply(row, matrix(q, places, slice)).values, a * behind.columns * places);
  }
  return matrix(p, behind.columns * places, values);
}

/** The parts of one layer of a file, measured against the checkpoint's weight before anything large is made. */
class LayerParts {
  constructor(
    readonly parts: Parts,
    readonly weight: AdaptableWeight,
  ) {}

  has(name: PartName): boolean {
    return this.parts.has(name);
  }

  get(name: PartName): Part {
    const part = this.parts.get(name);
    if (part) return part;
    throw new UnusableAdapter('one of its layers is incomplete');
  }

  /** up · down of the weight's own size. */
  whole(up: Matrix, down: Matrix): Factors {
    const { out, in: columns } = this.weight;
    if (up.rows !== out || down.columns !== columns) throw new WrongSize(up.rows, down.columns, this.weight);
    return pair(up, down);
  }

  /** LyCORIS' `a` and `b`, perhaps with a core between them; `a` of a core is kept the other way round. */
  decomposed(factor: 'hada_w1' | 'hada_w2' | 'lokr_w1' | 'lokr_w2'): Factors {
    const [a, b] = [flat(this.get(`${factor}_a`)), flat(this.get(`${factor}_b`))];
    const core = factor.replace('_w', '_t') as 'hada_t1' | 'hada_t2' | 'lokr_t1' | 'lokr_t2';
    const [up, down] = this.has(core) ? [transposed(a), foldCore(this.get(core), b)] : [a, b];
    this.#checkDivides(up.rows, down.columns);
    return pair(up, down);
  }

  /** One factor of a Kronecker product: its sizes divide the weight's. */
  factor(name: 'lokr_w1' | 'lokr_w2'): Factors {
    if (!this.has(name)) return this.decomposed(name);
    const given = flat(this.get(name));
    this.#checkDivides(given.rows, given.columns);
    return wholeMatrix(given);
  }

  #checkDivides(rows: number, columns: number): void {
    const { out, in: width } = this.weight;
    if (!(out % rows === 0 && width % columns === 0)) throw new WrongSize(rows, columns, this.weight);
  }
}

function pair(up: Matrix, down: Matrix): Factors {
  if (up.columns !== down.rows || down.rows > MAX_RANK) throw disagreement();
  if (down.rows === 0) throw new UnusableAdapter('one of its layers has the rank 0');
  return { up, down };
}

/** A difference, and the rank that its alpha is measured by. */
interface Difference {
  factors: Factors;
  rank: number | undefined;
}

function lora(layer: LayerParts, dyn: number | undefined): Difference {
  const [up, down] = [flat(layer.get('up')), flat(layer.get('down'))];
  const behind = layer.has('mid') ? foldCore(layer.get('mid'), down) : down;
  const factors = layer.whole(up, behind);
  const isCut = dyn !== undefined && !layer.has('mid');
  return { factors: isCut ? firstRanks(factors, dyn) : factors, rank: down.rows };
}

function loha(layer: LayerParts): Difference {
  const [a, b] = [layer.decomposed('hada_w1'), layer.decomposed('hada_w2')].map(({ up, down }) =>
    layer.whole(up, down),
  ) as [Factors, Factors];
  return { factors: hadamard(a, b), rank: layer.get('hada_w1_b').shape[0] };
}

/** Alpha counts only where one of the factors is a product. */
function lokr(layer: LayerParts): Difference {
  const [a, b] = [layer.factor('lokr_w1'), layer.factor('lokr_w2')];
  const [rows, columns] = [a.up.rows * b.up.rows, a.down.columns * b.down.columns];
  const { out, in: width } = layer.weight;
  if (rows !== out || columns !== width) throw new WrongSize(rows, columns, layer.weight);
  const rank = (layer.parts.get('lokr_w1_b') ?? layer.parts.get('lokr_w2_b'))?.shape[0];
  return { factors: kronecker(a, b), rank };
}

/** (b2 · b1) + W · (a2 · a1), of low rank although it is measured by the checkpoint's weight. */
function glora(layer: LayerParts, original: Matrix): Difference {
  const [a1, a2, b1, b2] = [
    flat(layer.get('a1')),
    flat(layer.get('a2')),
    flat(layer.get('b1')),
    flat(layer.get('b2')),
  ];
  if (a2.rows !== original.columns) throw disagreement();
  const parts = [layer.whole(b2, b1), layer.whole(multiply(original, a2), a1)];
  return { factors: sum(parts.map((factors) => ({ factors, weight: 1 }))), rank: undefined };
}

/** W with its rows or columns multiplied. */
function ia3(layer: LayerParts, original: Matrix): Difference {
  const { values } = layer.get('weight');
  const isOnInput = layer.get('on_input').values[0] !== 0;
  if (values.length !== (isOnInput ? layer.weight.inChannels : original.rows)) throw disagreement();
  return { factors: wholeMatrix(scaledRows(original, values, isOnInput)), rank: undefined };
}

/** (R - 1) · W for a rotation R that lies in blocks along the diagonal. */
function oft(layer: LayerParts, original: Matrix): Difference {
  const isRotation = layer.has('oft_diag');
  const blocks = layer.get(isRotation ? 'oft_diag' : 'oft_blocks');
  const [count = 0, size = 0, width = 0] = blocks.shape;
  if (blocks.shape.length !== 3 || size !== width || count * size !== original.rows) throw disagreement();
  const limit = isRotation ? undefined : (layer.parts.get('alpha')?.values[0] ?? 0) * original.rows;
  const rescale = layer.parts.get('rescale')?.values;
  if (rescale && rescale.length !== original.rows) throw disagreement();
  const delta = rotated(original, { values: blocks.values, size, isRotation, limit, rescale });
  return { factors: wholeMatrix(delta), rank: undefined };
}

function full(layer: LayerParts): Difference {
  const delta = flat(layer.get('diff'));
  const { out, in: columns } = layer.weight;
  if (delta.rows !== out || delta.columns !== columns)
    throw new WrongSize(delta.rows, delta.columns, layer.weight);
  return { factors: wholeMatrix(delta), rank: undefined };
}

function ofKind(layer: LayerParts, original: Matrix | undefined, dyn: number | undefined): Difference {
  if (original && layer.has('oft_blocks')) return oft(layer, original);
  if (original && layer.has('oft_diag')) return oft(layer, original);
  if (original && layer.has('a1')) return glora(layer, original);
  if (original && layer.has('on_input')) return ia3(layer, original);
  if (layer.has('hada_w1_a')) return loha(layer);
  if (layer.has('lokr_w1') || layer.has('lokr_w1_a')) return lokr(layer);
  return layer.has('diff') ? full(layer) : lora(layer, dyn);
}

/** PEFT's lengths: one for each output. */
const ofOutputs = (part: Part | undefined): Part | undefined =>
  part && { shape: [part.values.length, 1], values: part.values };

/** Kinds that are measured by the weight they change, or built from it. */
const OF_THE_WEIGHT: PartName[] = ['dora_scale', 'magnitude', 'oft_blocks', 'oft_diag', 'a1', 'on_input'];
export const needsOriginal = (parts: Parts): boolean => OF_THE_WEIGHT.some((name) => parts.has(name));

/**
 * The difference that a file's parts stand for at weight 1, as factors of the layer's shape.
 *
 *     LoRA   up · down            (Hu et al. 2021, https://arxiv.org/abs/2106.09685)
 *     LoCon  Σ up[o, p] mid[p, q, h, w] down[q, i]
 *     LoHa   (a1 · b1) ⊙ (a2 · b2)          (LyCORIS, https://arxiv.org/abs/2309.14859)
 *     LoKr   kron(w1, w2)
 *     full   the difference itself
 *     GLoRA  b2 · b1 + W · a2 · a1          (https://arxiv.org/abs/2306.07967)
 *     IA³    W ⊙ w                          (https://arxiv.org/abs/2205.05638)
 *     OFT    (R - 1) · W                    (https://arxiv.org/abs/2306.07280)
 *
 * times `scale`, or alpha / rank where the file has both. With `dora_scale` or PEFT's magnitudes (DoRA, https://arxiv.org/abs/2402.09353) the
 * changed weight is brought to the lengths that the file says.
 * @param original the checkpoint's weight W, (out, in), where `needsOriginal`
 * @param dyn how many ranks of a LoRA without core are used, the first ones; below 0 so many of the last are not
 * @throws UnusableAdapter when parts are missing or do not fit together, WrongSize when they do not fit the layer
 */
export function layerDifference(
  parts: Parts,
  weight: AdaptableWeight,
  original?: Matrix,
  dyn?: number,
): Factors {
  const layer = new LayerParts(parts, weight);
  const { factors, rank } = ofKind(layer, original, dyn);
  const alpha = parts.get('alpha')?.values[0];
  const scale =
    parts.get('scale')?.values[0] ?? (alpha === undefined || rank === undefined ? 1 : alpha / rank);
  const difference = scale === 1 ? factors : { up: scaled(factors.up, scale), down: factors.down };
  const lengths = parts.get('dora_scale') ?? ofOutputs(parts.get('magnitude'));
  if (!lengths || !original) return compact(difference);
  const delta = decomposed(original, multiply(difference.up, difference.down), lengths, weight);
  if (!delta) throw disagreement();
  return wholeMatrix(delta);
}
