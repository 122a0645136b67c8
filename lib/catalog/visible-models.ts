/**
 * Who sees which models, as conditions on a row `m` of the table `model`. `$1` is the id of whoever looks; null: somebody
 * who has nothing and belongs to no team. Every query about models is built from these and from nothing else.
 */
import { type Scope, scopesOf } from '@/lib/data-dir';
import { MODEL_KINDS } from './model-view';

/** A model file's folder whose files the start flags show. */
const shownAs = (scope: Scope, row: string) =>
  `${row}.place = ANY('{${MODEL_KINDS.filter((kind) => scopesOf(kind).includes(scope))}}')`;

/** One's own, whether the start flags let one use it or not. */
export const IS_OWN = '(m.missing_since IS NULL AND m.owner_id = $1::uuid)';

/** Shared with whoever looks: by the start flags, with everybody, or with a team of theirs that is not archived. */
export const isSharedWith = () => `(m.missing_since IS NULL AND m.owner_id IS NULL AND (
  (m.access = 'usual' AND ${shownAs('shared', 'm')})
  OR m.access = 'all'
  OR (m.access = 'teams' AND EXISTS (
    SELECT 1 FROM model_team mt
      JOIN team_member tm ON tm.team_id = mt.team_id AND tm.user_id = $1::uuid
      JOIN team t ON t.id = mt.team_id AND t.archived_at IS NULL
     WHERE mt.model_id = m.id))))`;

/**
 * Shared, and what is one's own is used instead: of the same name, in any case and Unicode form.
 * @param kind where all rows are of one, as SQL: then few of one's own are looked at
 */
export const isHidden = (kind = 'm.kind') => `(m.owner_id IS NULL AND EXISTS (
  SELECT 1 FROM model own WHERE own.owner_id = $1::uuid AND own.kind = ${kind} AND own.hiding_key = m.hiding_key
     AND own.missing_since IS NULL
     AND ${shownAs('own', 'own')}))`;

/** What whoever looks may draw with, also where one of their own has the same name. */
export const isAllowed = () => `((${IS_OWN} AND ${shownAs('own', 'm')}) OR ${isSharedWith()})`;

/** What whoever looks means by a name, and what programs list. @param kind as `isHidden` has it */
export const isUsable = (kind?: string) => `(${isAllowed()} AND NOT ${isHidden(kind)})`;

/** What whoever looks does not draw with because of the start flags alone: their own, or what lies in the shared folder. */
export const isKept = () => `(m.missing_since IS NULL AND (
  (m.owner_id = $1::uuid AND NOT ${shownAs('own', 'm')})
  OR (m.owner_id IS NULL AND m.access = 'usual' AND NOT ${shownAs('shared', 'm')})))`;
