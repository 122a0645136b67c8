import type { GenerationFields } from '../generation-fields';
import type { CellPart, Series } from './series';

/** A request of a series before names are looked up. */
export interface PlannedCell {
  place: number;
  fields: GenerationFields;
  part?: CellPart;
}

/** What a script makes of a request; `cells` in the order in which they are drawn. */
export interface SeriesPlan extends Omit<Series, 'cells' | 'pictures'> {
  cells: PlannedCell[];
  /** The request without its changes, with the seeds that were drawn for all. */
  fields: GenerationFields;
}

export interface PlanSurroundings {
  kind: 'txt2img' | 'img2img';
  /** Draws a seed. */
  draw(): number;
}

/** The fields with seeds that are drawn once for all of a series. */
export function withFixedSeeds(fields: GenerationFields, draw: () => number): GenerationFields {
  const fixed = (seed: number | null | undefined) => ((seed ?? -1) === -1 ? draw() : seed!);
  return { ...fields, seed: fixed(fields.seed), subseed: fixed(fields.subseed) };
}

/** Pictures that a request makes; several to start from make a batch. */
export const picturesIn = ({
  batchSize,
  batchCount,
  initImages,
}: Pick<GenerationFields, 'batchSize' | 'batchCount' | 'initImages'>): number =>
  (initImages && initImages.length > 1 ? initImages.length : batchSize) * batchCount;

/** Pictures that a plan leads to. */
export const picturesOfPlan = ({ results, cells }: Pick<SeriesPlan, 'results' | 'cells'>): number =>
  results ?? picturesOfCells(cells);

export const picturesOfCells = (cells: readonly PlannedCell[]): number =>
  cells.reduce((sum, { fields }) => sum + picturesIn(fields), 0);
