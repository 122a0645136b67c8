import path from 'node:path';
import type { NetworkGraph } from '../network';
import { commonFolder } from './common-folder';
import * as proto from './protobuf';

/** TensorProto.DataType numbers. */
export const OnnxType = { F32: 1, U8: 2, I8: 3, I32: 6, I64: 7, BOOL: 9, F16: 10, BF16: 16 } as const;
export type OnnxType = (typeof OnnxType)[keyof typeof OnnxType];

/** Name of a tensor in the graph. */
export type Value = string;
/** A size, or the name of one that is known only at run time. */
export type Dimension = number | string;
export type Attribute = number | number[] | string | { float: number } | { body: OnnxGraph };

/** Operators of ONNX Runtime's own, with fused kernels that plain ONNX lacks. */
export const MICROSOFT = 'com.microsoft';

const OPSET = 21;
const IR_VERSION = 10;

/** Field numbers below are those of onnx.proto. */
function encodeAttribute(name: string, value: Attribute): Buffer {
  const fields = [proto.text(1, name)];
  if (Array.isArray(value)) fields.push(...value.map((item) => proto.integer(8, item)), proto.integer(20, 7));
  else if (typeof value === 'string') fields.push(proto.text(4, value), proto.integer(20, 3));
  else if (typeof value === 'object' && 'body' in value)
    fields.push(proto.message(6, value.body.encodeBody()), proto.integer(20, 5));
  else if (typeof value === 'object') fields.push(proto.float32(2, value.float), proto.integer(20, 1));
  else fields.push(proto.integer(3, value), proto.integer(20, 2));
  return proto.message(5, fields);
}

function encodeValueInfo(field: number, name: string, type: OnnxType, shape: Dimension[]): Buffer {
  const dimensions = shape.map((size) =>
    proto.message(1, [typeof size === 'number' ? proto.integer(1, size) : proto.text(2, size)]),
  );
  const tensor = proto.message(1, [proto.integer(1, type), proto.message(2, dimensions)]);
  return proto.message(field, [proto.text(1, name), proto.message(2, [tensor])]);
}

/** Where the bytes of a constant lie. */
export interface BytesInFile {
  file: string;
  offset: number;
  length: number;
}

interface External {
  type: OnnxType;
  shape: number[];
  bytes: BytesInFile;
}

function encodeExternal(name: Value, { type, shape, bytes }: External, folder: string): Buffer {
  const entry = (key: string, value: string | number) =>
    proto.message(13, [proto.text(1, key), proto.text(2, String(value))]);
  return proto.message(5, [
    ...shape.map((size) => proto.integer(1, size)),
    proto.integer(2, type),
    proto.text(8, name),
    entry('location', path.relative(folder, bytes.file).split(path.sep).join('/')),
    entry('offset', bytes.offset),
    entry('length', bytes.length),
    proto.integer(14, 1),
  ]);
}

function typeOf(values: Float32Array | BigInt64Array | Uint8Array | Int8Array): OnnxType {
  if (values instanceof Float32Array) return OnnxType.F32;
  if (values instanceof BigInt64Array) return OnnxType.I64;
  return values instanceof Uint8Array ? OnnxType.U8 : OnnxType.I8;
}

export interface NodeOptions {
  domain?: string;
  /** Names of the outputs; made up when left out. */
  outputs?: Value[];
}

/**
 * An ONNX model under construction.
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export class OnnxGraph {
  readonly #nodes: Buffer[] = [];
  readonly #initializers = new Map<Value, Buffer>();
  readonly #externals = new Map<Value, External>();
  readonly #inputs: Buffer[] = [];
  readonly #outputs: Buffer[] = [];
  readonly #prefix: string;
  #bodies = 0;

  /** @param prefix of the names it makes up */
  constructor(prefix = '') {
    this.#prefix = prefix;
  }

  /** A graph for an attribute of one node, such as the body of a loop: it also sees the values of this one. */
  body(): OnnxGraph {
    return new OnnxGraph(`${this.#prefix}body_${this.#bodies++}.`);
  }

  input(name: Value, type: OnnxType, shape: Dimension[]): Value {
    this.#inputs.push(encodeValueInfo(11, name, type, shape));
    return name;
  }

  output(name: Value, value: Value, shape: Dimension[], type: OnnxType = OnnxType.F32): void {
    this.node('Identity', [value], {}, { outputs: [name] });
    this.#outputs.push(encodeValueInfo(12, name, type, shape));
  }

  /** Adds an operator; gives the name of its first output. An absent optional input is an empty name. */
  node(
    type: string,
    inputs: Value[],
    attributes: Record<string, Attribute> = {},
    options: NodeOptions = {},
  ): Value {
    const name = `${this.#prefix}${type}_${this.#nodes.length}`;
    const outputs = options.outputs ?? [name];
    this.#nodes.push(
      proto.message(1, [
        ...inputs.map((input) => proto.text(1, input)),
        ...outputs.map((output) => proto.text(2, output)),
        proto.text(3, name),
        proto.text(4, type),
        ...Object.entries(attributes).map(([key, value]) => encodeAttribute(key, value)),
        ...(options.domain ? [proto.text(7, options.domain)] : []),
      ]),
    );
    return outputs[0]!;
  }

  /** A constant whose bytes lie in a file, given by its absolute path. */
  external(name: Value, type: OnnxType, shape: number[], bytes: BytesInFile): Value {
    if (!this.#initializers.has(name) && !this.#externals.has(name)) {
      this.#externals.set(name, { type, shape, bytes });
    }
    return name;
  }

  constant(values: Float32Array | BigInt64Array | Uint8Array | Int8Array, shape: number[]): Value {
    const type = typeOf(values);
    const label = values.length <= 8 ? `${type}[${shape}]=${values}` : `constant_${this.#initializers.size}`;
    const name = this.#prefix + label;
    if (this.#initializers.has(name)) return name;
    const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#initializers.set(
      name,
      proto.message(5, [
        ...shape.map((size) => proto.integer(1, size)),
        proto.integer(2, type),
        proto.text(8, name),
        proto.bytes(9, raw),
      ]),
    );
    return name;
  }

  /** A one-dimensional constant of integers: sizes, axes, shapes. */
  integers(...values: number[]): Value {
    return this.constant(BigInt64Array.from(values, BigInt), [values.length]);
  }

  /** The fields of a graph whose constants are all its own. */
  encodeBody(): Buffer[] {
    return [
      ...this.#nodes,
      proto.text(2, 'g'),
      ...this.#initializers.values(),
      ...this.#inputs,
      ...this.#outputs,
    ];
  }

  /** The model as bytes for `InferenceSession.create`, and the folder that its weights' places are relative to. */
  encode(): NetworkGraph {
    const weightsFolder = commonFolder([...this.#externals.values()].map(({ bytes }) => bytes.file));
    const graph = [
      ...this.encodeBody(),
      ...[...this.#externals].map(([name, external]) => encodeExternal(name, external, weightsFolder)),
    ];
    const opset = (domain: string, version: number) =>
      proto.message(8, [proto.text(1, domain), proto.integer(2, version)]);
    const model = Buffer.concat([
      proto.integer(1, IR_VERSION),
      proto.text(2, 'atelier'),
      proto.message(7, graph),
      opset('', OPSET),
      opset(MICROSOFT, 1),
    ]);
    return { model, weightsFolder };
  }
}
