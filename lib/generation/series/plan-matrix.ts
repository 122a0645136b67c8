import type { GenerationFields } from '../generation-fields';
import type { MatrixFields } from './script-fields';
import { refuseTooMany } from './script-problem';
import type { LegendLine } from './series';
import { type PlanSurroundings, type SeriesPlan, withFixedSeeds } from './series-plan';

/** All combinations of the parts, the k-th with the parts whose bits are set in k; each line says whether its part is in. */
const combinations = (parts: readonly string[]): LegendLine[][] =>
  Array.from({ length: 2 ** parts.length }, (_, bits) =>
    parts.map((text, n) => (bits & (1 << n) ? { text } : { text, isOff: true as const })),
  );

/**
 * Every combination of the parts behind the first bar, in a grid: the first half of them changes from column to column,
 * the others from row to row.
 * @see AUTOMATIC1111/stable-diffusion-webui `scripts/prompt_matrix.py`
 */
export function planMatrix(
  asked: GenerationFields,
  script: MatrixFields,
  { draw }: PlanSurroundings,
): SeriesPlan {
  const fields = withFixedSeeds(asked, draw);
  const field = script.promptType === 'negative' ? 'negativePrompt' : 'prompt';
  const [always = '', ...options] = fields[field].split('|');
  refuseTooMany('script', 2 ** options.length);
  const parts = options.map((part) => part.trim().replace(/^,+|,+$/g, ''));
  const across = Math.ceil(parts.length / 2);
  const joiner = script.delimiter === 'comma' ? ', ' : ' ';
  const prompts = combinations(parts).map((lines) => {
    const chosen = lines.filter(({ isOff }) => !isOff).map(({ text }) => text);
    return (script.putAtStart ? [...chosen, always] : [always, ...chosen]).join(joiner);
  });
  const legends = {
    columns: combinations(parts.slice(0, across)),
    rows: combinations(parts.slice(across)),
    sheets: [[]],
  };
  return {
    script: 'matrix',
    fields,
    columns: legends.columns.length,
    rows: legends.rows.length,
    sheets: 1,
    legends: parts.length > 0 ? legends : null,
    margin: script.margin,
    grids: 1,
    loneImages: true,
    told: { sheet: [['Script', 'Prompt matrix']], all: [] },
    cells: prompts.map((prompt, place) => ({
      place,
      fields: {
        ...fields,
        [field]: prompt,
        seed: (fields.seed ?? 0) + (script.differentSeeds ? place : 0),
        batchSize: 1,
        batchCount: 1,
      },
    })),
  };
}
