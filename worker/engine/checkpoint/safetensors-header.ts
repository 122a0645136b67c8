import { EngineError } from '../errors';
import { DTYPE_BYTES, type Dtype, isDtype } from './dtype';
import { checkJsonOutline, OutlineError } from './json-outline';

export interface TensorInfo {
  dtype: Dtype;
  shape: number[];
  /** Where its bytes begin in the file, and how many there are. */
  offset: number;
  length: number;
  /** The file it lies in (absolute), when that is not the one whose header names it. */
  file?: string;
}

export interface SafetensorsHeader {
  tensors: Map<string, TensorInfo>;
  metadata: Record<string, string>;
}

/** The cap of the reference implementation. */
export const MAX_HEADER_BYTES = 100_000_000;
const MAX_ENTRIES = 400_000;
const MAX_RANK = 16;

const damaged = (reason: string, cause?: unknown) =>
  new EngineError(
    'checkpoint-damaged',
    `This is not a sound safetensors file: ${reason}. Download or export it again.`,
    { cause },
  );

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  try {
    checkJsonOutline(bytes, 3, MAX_ENTRIES);
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
      return parsed as Record<string, unknown>;
    }
  } catch (error) {
    if (error instanceof OutlineError) throw damaged(`its header is refused, ${error.message}`);
    throw damaged('its header is not valid JSON', error);
  }
  throw damaged('its header is not a JSON object');
}

function parseMetadata(value: unknown): Record<string, string> {
  if (value === undefined) return {};
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
  if (!entries || Array.isArray(value) || entries.some(([, text]) => typeof text !== 'string')) {
    throw damaged('its __metadata__ is not a list of texts');
  }
  return Object.fromEntries(entries) as Record<string, string>;
}

function parseTensor(name: string, value: unknown, dataStart: number, dataLength: number): TensorInfo {
  const label = `"${name.slice(0, 120)}"`;
  if (typeof value !== 'object' || value === null) throw damaged(`${label} has no description`);
  const { dtype, shape, data_offsets: offsets } = value as Record<string, unknown>;
  if (!isDtype(dtype)) throw damaged(`${label} has the unknown type ${JSON.stringify(dtype)?.slice(0, 40)}`);
  if (!Array.isArray(shape) || shape.length > MAX_RANK || !shape.every(isCount)) {
    throw damaged(`${label} has no proper shape`);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
    throw damaged(`${label} has no proper offsets`);
  }
  const [begin, end] = offsets as [number, number];
  if (begin > end) throw damaged(`${label} ends before it begins`);
  if (end > dataLength) {
    throw damaged(
      `${label} should end at byte ${dataStart + end}, but the file ends at ${dataStart + dataLength}`,
    );
  }
  const bytes = shape.reduce((product: number, size: number) => product * size, DTYPE_BYTES[dtype]);
  if (bytes !== end - begin) {
    throw damaged(
      `${label} takes ${end - begin} bytes where its shape [${shape}] in ${dtype} needs ${bytes}`,
    );
  }
  return { dtype, shape: shape as number[], offset: dataStart + begin, length: end - begin };
}

/** Tensors lie end to end, as the format demands: no overlap, no gap, nothing after the last. */
function checkLayout(tensors: Map<string, TensorInfo>, dataStart: number, dataLength: number): void {
  const byOffset = [...tensors].sort(([, a], [, b]) => a.offset - b.offset || a.length - b.length);
  let at = dataStart;
  for (const [name, { offset, length }] of byOffset) {
    if (offset < at) throw damaged(`"${name.slice(0, 120)}" overlaps the tensor before it`);
    if (offset > at) throw damaged(`there is a gap of ${offset - at} bytes before "${name.slice(0, 120)}"`);
    at = offset + length;
  }
  const rest = dataStart + dataLength - at;
  if (rest > 0) throw damaged(`${rest} bytes follow its last tensor`);
}

/**
 * Checks and reads the JSON header of a safetensors file.
 * @param bytes the header alone, without its 8 bytes of length
 * @throws EngineError `checkpoint-damaged`
 * @see https://github.com/huggingface/safetensors (format)
 */
export function parseSafetensorsHeader(bytes: Uint8Array, fileSize: number): SafetensorsHeader {
  const { __metadata__: rawMetadata, ...entries } = parseJson(bytes);
  const metadata = parseMetadata(rawMetadata);
  const dataStart = 8 + bytes.length;
  const dataLength = fileSize - dataStart;
  const tensors = new Map<string, TensorInfo>();
  for (const [name, value] of Object.entries(entries)) {
    tensors.set(name, parseTensor(name, value, dataStart, dataLength));
  }
  if (tensors.size === 0) throw damaged('it holds no tensors');
  checkLayout(tensors, dataStart, dataLength);
  return { tensors, metadata };
}
