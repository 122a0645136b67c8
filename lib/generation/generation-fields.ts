import { AppError } from '@/lib/errors';
import type { RequestOptions } from './drawing-options';
import { LIMITS } from './limits';
import { promptProblem } from './prompt-text';
import { type DetailFields, detailProblems } from './resolve-details';
import { type HiresFields, hiresProblems } from './resolve-hires';
import { type Img2ImgFields, img2imgProblems } from './resolve-img2img';
import type { ScriptFields } from './series/script-fields';

/** What somebody asks for, before names are looked up and seeds drawn. Ranges are checked here. */
export interface GenerationFields extends DetailFields, HiresFields, Img2ImgFields {
  prompt: string;
  negativePrompt: string;
  /** -1 or null: drawn. */
  seed: number | null;
  subseed?: number | null;
  sampler: string;
  scheduler: string | null;
  steps: number;
  cfgScale: number;
  width: number;
  height: number;
  batchSize: number;
  batchCount: number;
  /** Title, name, path or hash; null: the user's option, else the default. */
  checkpoint?: string | null;
  /** null: the user's option. */
  clipSkip?: number | null;
  /** null: the user's option. */
  eta?: number | null;
  /** `Automatic`, `None` or a name; null: the user's option. */
  vae?: string | null;
  /** A title, name, hash or part of a title; null, empty and None: none. */
  refinerCheckpoint?: string | null;
  /** Share of the way after which it takes over; null: at once. */
  refinerSwitchAt?: number | null;
  /** Names of styles. */
  styles?: readonly string[] | null;
  /** Options that are said for this request alone. */
  options?: Partial<RequestOptions>;
  /** What is already known to be left out. */
  warnings?: readonly string[];
  /** Draws the request many times over; null: once. */
  script?: ScriptFields | null;
  /** Keep the pictures; false: only for the answer. */
  saveImages: boolean;
  /** Whose ways of keeping are meant: those of programs, or the studio's. Absent: no grid is made of the pictures. */
  keeping?: 'program' | 'studio';
  /** Tags of extra networks are left out of the picture rather than refused. */
  disableExtraNetworks?: boolean | null;
}

/** A field that is out of bounds. `field` is its name in GenerationFields. */
export interface FieldProblem {
  field: keyof GenerationFields;
  message: string;
}

/** One or more fields are out of bounds: 422, with all of them. */
export class BadFields extends AppError {
  readonly problems: readonly FieldProblem[];

  constructor(problems: readonly FieldProblem[]) {
    super({ code: 'bad_fields', status: 422, message: problems.map(({ message }) => message).join(' ') });
    this.problems = problems;
  }
}

const thousands = (value: number) => value.toLocaleString('en-US');

function whole(
  label: string,
  field: keyof GenerationFields,
  value: number,
  { min, max }: { min: number; max: number },
): FieldProblem[] {
  if (Number.isInteger(value) && value >= min && value <= max) return [];
  return [{ field, message: `${label} must be a whole number from ${thousands(min)} to ${thousands(max)}.` }];
}

function prompt(label: string, field: keyof GenerationFields, text: string): FieldProblem[] {
  const message = promptProblem(label, text);
  return message ? [{ field, message }] : [];
}

/** Picture k has the seed plus k, which must be exact too. */
function seed(
  label: string,
  field: keyof GenerationFields,
  value: number | null,
  pictures: number,
): FieldProblem[] {
  if (value === null || value === -1) return [];
  const last = value + Math.max(1, pictures) - 1;
  if (Number.isSafeInteger(value) && value >= LIMITS.seed.min && !(last > LIMITS.seed.max)) return [];
  const most = pictures > 1 ? ' less the number of pictures' : '';
  return [
    {
      field,
      message: `${label} must be -1 (draw one) or a whole number from 0 to ${LIMITS.seed.max}${most}.`,
    },
  ];
}

/** All fields that are out of bounds, with a sentence each. */
export function fieldProblems(fields: GenerationFields): FieldProblem[] {
  const { cfgScale, eta = null, clipSkip = null } = fields;
  const cfg = LIMITS.cfgScale;
  return [
    ...prompt('The prompt', 'prompt', fields.prompt),
    ...prompt('The negative prompt', 'negativePrompt', fields.negativePrompt),
    ...seed('The seed', 'seed', fields.seed, fields.batchSize * fields.batchCount),
    ...seed('The variation seed', 'subseed', fields.subseed ?? null, fields.batchSize * fields.batchCount),
    ...whole('Steps', 'steps', fields.steps, LIMITS.steps),
    ...(cfgScale >= cfg.min && cfgScale <= cfg.max
      ? []
      : [
          {
            field: 'cfgScale' as const,
            message: `CFG scale must be a number from ${cfg.min} to ${cfg.max}.`,
          },
        ]),
    ...whole('Width', 'width', fields.width, LIMITS.side),
    ...whole('Height', 'height', fields.height, LIMITS.side),
    ...whole('Batch size', 'batchSize', fields.batchSize, LIMITS.batchSize),
    ...whole('Batch count', 'batchCount', fields.batchCount, LIMITS.batchCount),
    ...(clipSkip === null ? [] : whole('Clip skip', 'clipSkip', clipSkip, LIMITS.clipSkip)),
    ...(eta === null || (eta >= 0 && eta <= 1)
      ? []
      : [{ field: 'eta' as const, message: 'Eta must be a number from 0 to 1.' }]),
    ...(Number.isNaN(fields.refinerSwitchAt ?? 0)
      ? [
          {
            field: 'refinerSwitchAt' as const,
            message: 'The refiner must take over at a number from 0 to 1.',
          },
        ]
      : []),
    ...detailProblems(fields),
    ...(fields.enableHr ? hiresProblems(fields) : []),
    ...(fields.initImages ? img2imgProblems(fields) : []),
  ];
}

/** Throws BadFields when there are any. */
export function refuseProblems(fields: GenerationFields): void {
  const problems = fieldProblems(fields);
  if (problems.length > 0) throw new BadFields(problems);
}
