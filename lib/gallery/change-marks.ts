import { databasePool } from '@/lib/db/pool';

export interface MarkChange {
  favourite?: boolean;
  /** 1 to 5; 0: none. */
  rating?: number;
  addTags?: string[];
  removeTags?: string[];
}

/** A tag as it is kept: NFC, lower case, single spaces. */
export const tagOf = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Marks pictures; those that are not this person’s are passed over. Answers how many were marked. */
export async function changeMarks(
  userId: string,
  ids: readonly string[],
  { favourite, rating, addTags = [], removeTags = [] }: MarkChange,
): Promise<number> {
  const { rowCount } = await databasePool().query(
    `INSERT INTO picture_mark AS m (user_id, picture_id, favourite, rating, tags)
     SELECT $1, p.id, coalesce($3, false), coalesce($4::int, 0),
       ARRAY(SELECT DISTINCT t FROM unnest($5::text[]) t WHERE t <> ALL($6::text[]) ORDER BY t)
     FROM picture p WHERE p.id = ANY($2) AND p.user_id = $1 ORDER BY p.id
     ON CONFLICT (user_id, picture_id) DO UPDATE SET
       favourite = coalesce($3, m.favourite), rating = coalesce($4::int, m.rating),
       tags = ARRAY(SELECT DISTINCT t FROM unnest(m.tags || $5::text[]) t WHERE t <> ALL($6::text[]) ORDER BY t)`,
    [userId, ids, favourite ?? null, rating ?? null, addTags.map(tagOf), removeTags.map(tagOf)],
  );
  return rowCount ?? 0;
}
