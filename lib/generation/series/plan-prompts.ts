import type { GenerationFields } from '../generation-fields';
import { gridShape } from './grid-shape';
import { type PromptLine, readPromptLine } from './prompt-line';
import type { PromptsFields } from './script-fields';
import { fault, refuseTooMany } from './script-problem';
import {
  type PlanSurroundings,
  picturesIn,
  picturesOfCells,
  type SeriesPlan,
  withFixedSeeds,
} from './series-plan';

/** A line's prompt and the form's, where there are both. */
function joined(line: string | null, own: string, position: PromptsFields['position']): string {
  if (!line) return line ?? own;
  if (own === '') return line;
  return position === 'start' ? `${line} ${own}` : `${own} ${line}`;
}

/** A request for each line that is not empty. Throws ScriptFault. */
export function planPrompts(
  asked: GenerationFields,
  script: PromptsFields,
  { draw }: PlanSurroundings,
): SeriesPlan {
  const lines = script.lines
    .split(/\r\n|\r|\n/)
    .map((text, k) => ({ text: text.trim(), number: k + 1 }))
    .filter(({ text }) => text !== '');
  if (lines.length === 0) throw fault('lines', 'noLines', {});
  refuseTooMany('lines', lines.length);
  const isFixed = script.iterateSeed || script.sameSeed;
  const fields = isFixed ? withFixedSeeds(asked, draw) : asked;
  const requestOf = ({ prompt, negativePrompt, changes }: PromptLine, k: number): GenerationFields => ({
    ...fields,
    ...(script.iterateSeed ? { seed: (fields.seed ?? 0) + k * picturesIn(fields) } : {}),
    ...changes,
    prompt: joined(prompt, fields.prompt, script.position),
    negativePrompt: joined(negativePrompt, fields.negativePrompt, script.position),
  });
  const cells = lines.map(({ text, number }, place) => ({
    place,
    fields: requestOf(readPromptLine(text, number), place),
  }));
  const pictures = picturesOfCells(cells);
  return {
    script: 'prompts',
    fields,
    ...gridShape(Math.max(1, pictures)),
    sheets: 1,
    legends: null,
    margin: 0,
    grids: script.combined && pictures > 1 ? 1 : 0,
    loneImages: true,
    told: { sheet: [['Script', 'Prompts from file or textbox']], all: [] },
    cells,
  };
}
