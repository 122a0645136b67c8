import { insideRoot } from '@/lib/data-dir';
import { AppError } from '@/lib/errors';
import type { CheckpointFile } from './checkpoint-files';
import { diffusersParts } from './diffusers-folder';
import { legacyHash } from './hash-file';

/** What the engine reads from the header of a checkpoint file. */
export interface Identity {
  /** e.g. `SD 1.x` */
  base: string;
  nativeSize: number;
  /** It was made for inpainting: it sees what is masked. */
  inpainting?: boolean;
  metadata: Record<string, string>;
}

/** Reads what a file is. @throws an error whose message tells the user why it can't be used */
export type Identify = (absolutePath: string) => Promise<Identity>;

/** A file and what the catalogue will say about it. */
export interface InspectedFile extends CheckpointFile {
  architecture: string | null;
  nativeSize: number | null;
  problem: string | null;
  metadata: Record<string, string>;
}

/** Identifies one file below `root`; one that is refused comes back with the reason as its problem. */
export async function inspectFile(
  root: string,
  file: CheckpointFile,
  identify: Identify,
): Promise<InspectedFile> {
  try {
    const absolutePath = insideRoot(root, file.path);
    const isFolder = await confineParts(root, file.path);
    const { base, nativeSize, inpainting = false, metadata } = await identify(absolutePath);
    const kept = {
      ...smallTexts(metadata),
      // Old programs knew no folders.
      ...(isFolder ? {} : { legacyHash: await legacyHash(absolutePath) }),
      isInpainting: String(inpainting),
    };
    return { ...file, architecture: base, nativeSize, problem: null, metadata: kept };
  } catch (error) {
    return { ...file, architecture: null, nativeSize: null, problem: problemOf(error), metadata: {} };
  }
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

/** The header is the author's to fill: only what the database can hold, and no embedded pictures. */
function smallTexts(metadata: Record<string, string>): Record<string, string> {
  const small = Object.entries(metadata).filter(([key, value]) => key.length + value.length <= LONGEST_TEXT);
  return Object.fromEntries(small.map(([key, value]) => [storable(key), storable(value)]));
}

/** The text without NUL and halves of surrogate pairs, which PostgreSQL does not store. */
const storable = (text: string) => Buffer.from(text.replaceAll('\0', '')).toString();
