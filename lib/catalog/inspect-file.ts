import { insideRoot } from '@/lib/data-dir';
import { AppError } from '@/lib/errors';
import { type Description, describeModel } from './described-model';
import { diffusersParts } from './diffusers-folder';
import { legacyHash } from './hash-file';
import { type ModelFile, sidecarOf } from './model-files';
import type { ModelKind } from './model-view';
import { readSidecar } from './sidecar';
import { storable } from './storable';

/** What the engine reads from the header of a model file. */
export interface Identity {
  /** e.g. `SD 1.x`; null when the file does not say. */
  base: string | null;
  nativeSize: number | null;
  /** A checkpoint that was made for inpainting: it sees what is masked. */
  inpainting?: boolean;
  /** Of an embedding. */
  embedding?: { vectors: number; width: number };
  metadata: Record<string, string>;
}

/** Reads what a file is. @throws an error whose message tells the user why it can't be used */
export type Identify = (absolutePath: string, kind: ModelKind) => Promise<Identity>;

/** A file and what the catalogue will say about it. */
export interface InspectedFile extends ModelFile, Description {
  architecture: string | null;
  nativeSize: number | null;
  problem: string | null;
  metadata: Record<string, string>;
  /** What people wrote in the known web UI. */
  notes: string;
}

/** Identifies one file below `root`; one that is refused comes back with the reason as its problem. */
export async function inspectFile(root: string, file: ModelFile, identify: Identify): Promise<InspectedFile> {
  const sidecar =
    file.sidecarModifiedAt === null ? null : await readSidecar(await confined(root, sidecarOf(file.path)));
  const beside = { notes: sidecar?.notes ?? '' };
  try {
    const absolutePath = insideRoot(root, file.path);
    const isFolder = await confineParts(root, file.path);
    const identity = await identify(absolutePath, file.kind);
    const own = await ownFacts(file, identity, isFolder ? null : absolutePath);
    const described = describeModel(identity.metadata);
    if (sidecar && sidecar.triggerWords.length > 0) described.triggerWords = sidecar.triggerWords;
    return {
      ...file,
      ...described,
      ...beside,
      architecture: identity.base,
      nativeSize: identity.nativeSize,
      problem: null,
      metadata: { ...smallTexts(identity.metadata), ...own },
    };
  } catch (error) {
    const problem = problemOf(error);
    const nothing = { architecture: null, nativeSize: null, metadata: {} };
    return { ...file, ...describeModel({}), ...beside, ...nothing, problem };
  }
}

/** A path that leads to nothing for one that leads out: a link must not show what lies elsewhere. */
async function confined(root: string, path: string): Promise<string> {
  try {
    return insideRoot(root, path);
  } catch {
    return '';
  }
}

/** What the catalogue itself keeps among the texts of a header, whatever those say. */
async function ownFacts(
  { kind }: ModelFile,
  { inpainting = false, embedding }: Identity,
  absolutePath: string | null,
): Promise<Record<string, string>> {
  if (embedding) return { vectors: String(embedding.vectors), width: String(embedding.width) };
  if (kind !== 'checkpoint') return {};
  return {
    // Old programs knew no folders.
    ...(absolutePath ? { legacyHash: await legacyHash(absolutePath) } : {}),
    isInpainting: String(inpainting),
  };
}

/** Whether it is a folder, links in it followed. @throws AppError `bad_path` for one that leads out */
async function confineParts(root: string, path: string): Promise<boolean> {
  const parts = await diffusersParts(root, path);
  for (const part of parts ?? []) insideRoot(root, part.path);
  return parts !== null;
}

function problemOf(error: unknown): string {
  if (error instanceof AppError && error.code === 'bad_path') {
    return 'This name leads out of the models folder. Put the file itself into the folder instead of a link.';
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof Error && 'syscall' in error) {
    return `The file could not be read (${code}). Check its permissions and the disk it lies on.`;
  }
  return storable(message);
}

const LONGEST_TEXT = 4_000;
const LONGEST_KEY = 200;
/** Characters of a header that are kept. */
const MOST_TEXT = 32_000;

/** The header is the author's to fill: only what the database can hold, and neither embedded pictures nor training data. */
function smallTexts(metadata: Record<string, string>): Record<string, string> {
  let room = MOST_TEXT;
  const small = Object.entries(metadata).filter(([key, value]) => {
    if (key.length > LONGEST_KEY || value.length > LONGEST_TEXT || key.length + value.length > room)
      return false;
    room -= key.length + value.length;
    return true;
  });
  return Object.fromEntries(small.map(([key, value]) => [storable(key), storable(value)]));
}
