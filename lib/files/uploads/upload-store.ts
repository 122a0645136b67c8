import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DataStore, ERRORS, Upload } from '@tus/server';
import { z } from 'zod';
import { insideUploads } from '@/lib/data-dir';
import { inTransaction } from '@/lib/db/pool';
import { AppError } from '@/lib/errors';
import { diskError } from '../disk-error';
import { IF_TAKEN } from '../file-entry';
import type { OpenTree } from '../open-tree';
import { requireRoom } from '../storage';
import { createUpload, UPLOAD_DAYS } from './create-upload';
import { removeUpload } from './remove-upload';
import { findUpload, receivedOf } from './upload-row';

const metadataSchema = z.object({
  path: z.string({ error: 'The upload’s metadata must name its path.' }),
  /** Milliseconds since 1970. */
  modified: z.coerce.number().int().min(0).max(8.64e15).optional(),
  ifTaken: z.enum(IF_TAKEN).default('refuse'),
});

/** A person’s uploads, as the tus protocol sees them. The file of an upload is as long as what has arrived of it. */
export class UploadStore extends DataStore {
  override extensions = ['creation', 'termination', 'expiration'];

  constructor(readonly open: OpenTree) {
    super();
  }

  override async create(upload: Upload): Promise<Upload> {
    const { path, modified, ifTaken } = metadataSchema.parse(upload.metadata ?? {});
    if (upload.size === undefined) throw ERRORS.INVALID_LENGTH;
    const modifiedAt = modified === undefined ? null : new Date(modified);
    upload.id = await createUpload(this.open, { path, size: upload.size, modifiedAt, ifTaken });
    upload.creation_date = new Date().toISOString();
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = await findUpload(this.open, id);
    return new Upload({
      id,
      size: row.size,
      offset: row.finishedAt ? row.size : await receivedOf(this.open.tree, id),
      creation_date: row.createdAt.toISOString(),
    });
  }

  /** Appends what arrives; what had arrived before the connection broke stays. Answers how much there is then. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const { tree, userId } = this.open;
    try {
      if (tree.kind === 'own') await inTransaction((client) => requireRoom(client, userId, 0));
      await pipeline(stream, createWriteStream(insideUploads(tree, id), { flags: 'r+', start: offset }));
    } catch (error) {
      const explained = await diskError(error);
      // No room: half a file is of no use to anybody.
      if (explained instanceof AppError && explained.status === 507) await removeUpload(this.open, id);
      throw explained;
    }
    return receivedOf(tree, id);
  }

  override remove(id: string): Promise<void> {
    return removeUpload(this.open, id);
  }

  override getExpiration(): number {
    return UPLOAD_DAYS * 24 * 60 * 60 * 1000;
  }
}
