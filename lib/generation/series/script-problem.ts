import { SERIES_LIMITS } from './limits';

/** Where a script's field stands in its fields: `x`, `lines`. */
export type ScriptField =
  | 'script'
  | 'x'
  | 'y'
  | 'z'
  | 'lines'
  | 'promptType'
  | 'margin'
  | 'loops'
  | 'finalStrength'
  | 'overlap'
  | 'scale'
  | 'pixels'
  | 'maskBlur'
  | 'sides'
  | 'fallOff'
  | 'colorVariation';

/** What can be wrong with a script, each with what its sentence tells. */
export interface ScriptProblems {
  noValues: Record<string, never>;
  noLines: Record<string, never>;
  notANumber: { value: string };
  notWhole: { value: string };
  stepOfZero: { value: string };
  notASize: { value: string };
  unknownChoice: { value: string };
  notInPrompt: { value: string };
  unknownAxis: { value: string };
  tooManyCells: { cells: number; most: number };
  tooManyPictures: { pictures: number; most: number };
  tooLong: { most: number };
  marginOut: { most: number };
  wholeOut: { label: string; least: number; most: number };
  numberOut: { label: string; least: number; most: number };
  overlapOut: { overlap: number };
  expandOut: { pixels: number };
  noSides: Record<string, never>;
  notOfAPicture: Record<string, never>;
  pictureTooLarge: { width: number; height: number; most: number };
  unclosedQuote: { line: number };
  unknownTag: { line: number; value: string };
  noTagValue: { line: number; value: string };
  badTagValue: { line: number; value: string };
}
export type ProblemCode = keyof ScriptProblems;

/** What is wrong with a script's field. The studio has the sentences in all languages, by these codes. */
export type ScriptProblem = {
  [Code in ProblemCode]: { field: ScriptField; code: Code; told: ScriptProblems[Code] };
}[ProblemCode];

/** Thrown while a script is read; whoever reads it for a person collects it. */
export class ScriptFault extends Error {
  constructor(readonly problem: ScriptProblem) {
    super(problem.code);
    this.name = 'ScriptFault';
  }
}

export function fault<Code extends ProblemCode>(
  field: ScriptField,
  code: Code,
  told: ScriptProblems[Code],
): ScriptFault {
  return new ScriptFault({ field, code, told } as ScriptProblem);
}

/** What happened and what to do, in English. */
export function problemSentence({ code, told }: ScriptProblem): string {
  switch (code) {
    case 'noValues':
      return 'An axis has no values. Give it some, or choose Nothing.';
    case 'noLines':
      return 'There are no prompts. Write one a line.';
    case 'notANumber':
      return `“${told.value}” is no number. Write numbers such as 7, 7.5 or 5-10 (+2.5).`;
    case 'notWhole':
      return `“${told.value}” is no whole number. Write numbers such as 20, 10-50 (+10) or 10-50 [5].`;
    case 'stepOfZero':
      return `“${told.value}” never gets to its end. Give it a step other than 0.`;
    case 'notASize':
      return `“${told.value}” is no size. Write sizes such as 512x768.`;
    case 'unknownChoice':
      return `There is no “${told.value}” to choose. Take one of those on offer.`;
    case 'notInPrompt':
      return `“${told.value}” is not in the prompts. The first value is what the others replace.`;
    case 'unknownAxis':
      return `There is no axis “${told.value}” here. Choose one of those on offer.`;
    case 'tooManyCells':
      return `These are ${told.cells.toLocaleString('en-US')} requests; a job can have ${told.most}. Leave some values out, or make several jobs of it.`;
    case 'tooManyPictures':
      return `These are ${told.pictures.toLocaleString('en-US')} pictures; a job can have ${told.most.toLocaleString('en-US')}. Make fewer batches, or leave some values out.`;
    case 'tooLong':
      return `This text has more than ${told.most.toLocaleString('en-US')} characters. Make several jobs of it.`;
    case 'marginOut':
      return `The grid margins must be a whole number from 0 to ${told.most}.`;
    case 'wholeOut':
      return `${told.label} must be a whole number from ${told.least} to ${told.most}.`;
    case 'numberOut':
      return `${told.label} must be a number from ${told.least} to ${told.most}.`;
    case 'overlapOut':
      return `Tiles that overlap by ${told.overlap} pixels must be larger than that. Raise the width and the height, or lower the overlap.`;
    case 'expandOut':
      return `The tiles that are drawn have the width and the height, and must be larger than the ${told.pixels} pixels to expand. Raise the width and the height, or expand by fewer pixels.`;
    case 'noSides':
      return 'No side is chosen. Choose where the picture shall grow.';
    case 'notOfAPicture':
      return 'This script draws from a picture. Use it with Img2img.';
    case 'pictureTooLarge':
      return `The picture would have ${told.width}×${told.height} pixels. Make it at most ${told.most.toLocaleString('en-US')} pixels, with a smaller scale or fewer pixels to expand.`;
    case 'unclosedQuote':
      return `Line ${told.line}: a quotation mark is not closed. Close it.`;
    case 'unknownTag':
      return `Line ${told.line}: there is no option ${told.value} here. Correct it, or leave it out.`;
    case 'noTagValue':
      return `Line ${told.line}: ${told.value} needs a value. Write one behind it.`;
    case 'badTagValue':
      return `Line ${told.line}: ${told.value} can’t have this value. Correct it.`;
  }
}

/** Throws ScriptFault for more than a job can have. */
export function refuseTooMany(field: ScriptField, cells: number): void {
  const most = SERIES_LIMITS.cells;
  if (cells > most) throw fault(field, 'tooManyCells', { cells, most });
}

/** Throws ScriptFault for what is no such number. */
export function refuseOutside(
  field: ScriptField,
  label: string,
  value: number,
  { min: least, max: most, isWhole }: { min: number; max: number; isWhole: boolean },
): void {
  if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return;
  throw fault(field, isWhole ? 'wholeOut' : 'numberOut', { label, least, most });
}
