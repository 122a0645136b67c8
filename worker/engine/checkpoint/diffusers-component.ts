import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { EngineError } from '../errors';
import { openSafetensors, type SafetensorsFile } from './safetensors';
import type { TensorInfo } from './safetensors-header';

const MAX_JSON_BYTES = 10_000_000;

/** A part of a Diffusers folder: its configuration, and its tensors, which may lie in several files. */
export interface DiffusersComponent extends SafetensorsFile {
  config: Record<string, unknown>;
}

const damaged = (message: string, cause?: unknown) =>
  new EngineError('checkpoint-damaged', message, { cause });

/** @throws EngineError `checkpoint-missing`, `checkpoint-damaged` */
export async function readJsonObject(file: string): Promise<Record<string, unknown>> {
  let text: string;
  const name = path.join(path.basename(path.dirname(file)), path.basename(file));
  try {
    if ((await stat(file)).size > MAX_JSON_BYTES) throw new Error('it is too large');
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new EngineError(
      'checkpoint-missing',
      `The file "${name}" of this model cannot be read. Download the folder again.`,
      { cause },
    );
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch (cause) {
    throw damaged(`The file "${name}" of this model is not valid JSON. Download it again.`, cause);
  }
  throw damaged(`The file "${name}" of this model is not a JSON object. Download it again.`);
}

const INDEX = /\.safetensors\.index(\.\w+)?\.json$/;
const PART = /-\d+-of-\d+\./;
const PICKLE = /\.(bin|ckpt|pt)$/;

/** Plain names come before variants such as `model.fp16.safetensors`, an index of parts before a whole file. */
function preferredWeights(names: string[]): string | undefined {
  const rank = (name: string) => {
    const dots = name.split('.').length - (INDEX.test(name) ? 2 : 0);
    return [dots, name.includes('.fp16.') ? 0 : 1, INDEX.test(name) ? 0 : 1];
  };
  const candidates = names.filter(
    (name) => INDEX.test(name) || (name.endsWith('.safetensors') && !PART.test(name)),
  );
  return candidates.sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    const differing = x.findIndex((value, i) => value !== y[i]);
    return differing === -1 ? (a < b ? -1 : 1) : x[differing]! - y[differing]!;
  })[0];
}

/** The files that an index of parts names; they lie beside it. */
async function partsOf(index: string): Promise<string[]> {
  const { weight_map: map } = await readJsonObject(index);
  const names = typeof map === 'object' && map !== null ? Object.values(map) : [];
  const isPlain = (name: unknown): name is string =>
    typeof name === 'string' && path.basename(name) === name && name.endsWith('.safetensors');
  if (names.length === 0 || !names.every(isPlain)) {
    throw damaged(`"${path.basename(index)}" does not name the files of the weights. Download it again.`);
  }
  return [...new Set(names)].map((name) => path.join(path.dirname(index), name));
}

async function listed(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new EngineError(
      'checkpoint-missing',
      `This model lacks its folder "${path.basename(folder)}". Download the whole folder again.`,
      { cause },
    );
  }
}

/**
 * Reads the configuration and the headers of one component, such as `unet/`.
 * @throws EngineError `checkpoint-missing`, `checkpoint-damaged`, `checkpoint-pickle`
 */
export async function openDiffusersComponent(folder: string): Promise<DiffusersComponent> {
  const names = await listed(folder);
  const weights = preferredWeights(names);
  if (!weights) {
    const pickle = names.find((name) => PICKLE.test(name));
    if (pickle) await openSafetensors(path.join(folder, pickle));
    throw new EngineError(
      'checkpoint-missing',
      `The folder "${path.basename(folder)}" of this model holds no .safetensors file. Download it again.`,
    );
  }
  const file = path.join(folder, weights);
  const parts = INDEX.test(weights) ? await partsOf(file) : [file];
  const opened = await Promise.all(parts.map((part) => openSafetensors(part)));
  const tensors = new Map<string, TensorInfo>();
  for (const part of opened) {
    for (const [name, tensor] of part.tensors) tensors.set(name, { ...tensor, file: part.path });
  }
  return {
    path: folder,
    config: names.includes('config.json') ? await readJsonObject(path.join(folder, 'config.json')) : {},
    metadata: {},
    tensors,
    size: opened.reduce((sum, { size }) => sum + size, 0),
    modified: Math.max(...opened.map(({ modified }) => modified)),
  };
}
