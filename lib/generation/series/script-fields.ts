import { IMG2IMG_SCRIPT_DEFAULTS, type Img2ImgScriptFields } from './img2img-script-fields';

/** Scripts draw one request many times over, each time with something changed. By the names the web UI people know gives them. */
export const SCRIPT_TITLES = {
  matrix: 'Prompt matrix',
  prompts: 'Prompts from file or textbox',
  xyz: 'X/Y/Z plot',
  loopback: 'Loopback',
  outpainting: 'Outpainting mk2',
  poorOutpainting: "Poor man's outpainting",
  sdUpscale: 'SD upscale',
} as const;

/** `all | parts | behind | bars` of a prompt are tried in every combination. */
export interface MatrixFields {
  script: 'matrix';
  putAtStart: boolean;
  /** Each picture gets a seed of its own. */
  differentSeeds: boolean;
  /** Which prompt has the bars. */
  promptType: 'positive' | 'negative';
  /** Joins the parts. */
  delimiter: 'comma' | 'space';
  /** Between the pictures of the grid, pixels. */
  margin: number;
}

/** A request for each line: a prompt, or options such as `--prompt "a cat" --steps 10`. */
export interface PromptsFields {
  script: 'prompts';
  lines: string;
  /** Each line's seed follows the one before it. */
  iterateSeed: boolean;
  /** A drawn seed is drawn once for all lines. */
  sameSeed: boolean;
  /** Where a line goes in the prompt of the form. */
  position: 'start' | 'end';
  /** A grid of all pictures. */
  combined: boolean;
}

export const AXIS_NAMES = ['x', 'y', 'z'] as const;
export type AxisName = (typeof AXIS_NAMES)[number];

/** What changes along an axis. */
export interface AxisFields {
  /** Label of the axis (axes.ts); `Nothing`: there is no such axis. */
  type: string;
  /** Values as typed, with commas between them; texts with commas in quotes. Numbers may be ranges: axis-values.ts. */
  values: string;
}

/** Every value of one axis with every value of the others, in a grid with legends. */
export interface XyzFields extends Record<AxisName, AxisFields> {
  script: 'xyz';
  legend: boolean;
  /** The single pictures are shown besides the grid; they are drawn and kept anyway. */
  loneImages: boolean;
  /** A grid for each value of Z besides the one of all. */
  subGrids: boolean;
  /** A seed of -1 is drawn for each picture. */
  keepSeeds: boolean;
  /** Pictures along an axis get seeds of their own. */
  varySeeds: Record<AxisName, boolean>;
  margin: number;
}

export type ScriptFields = MatrixFields | PromptsFields | XyzFields | Img2ImgScriptFields;
export type ScriptName = ScriptFields['script'];

/** The scripts a tab has. */
export const scriptsFor = (kind: 'txt2img' | 'img2img'): ScriptName[] =>
  (Object.keys(SCRIPT_TITLES) as ScriptName[]).filter(
    (name) => kind === 'img2img' || !Object.hasOwn(IMG2IMG_SCRIPT_DEFAULTS, name),
  );

/** What scripts start with in the studio. */
export const SCRIPT_DEFAULTS: typeof IMG2IMG_SCRIPT_DEFAULTS & {
  readonly matrix: MatrixFields;
  readonly prompts: PromptsFields;
  readonly xyz: XyzFields;
} = {
  ...IMG2IMG_SCRIPT_DEFAULTS,
  matrix: {
    script: 'matrix',
    putAtStart: false,
    differentSeeds: false,
    promptType: 'positive',
    delimiter: 'comma',
    margin: 0,
  },
  prompts: {
    script: 'prompts',
    lines: '',
    iterateSeed: false,
    sameSeed: false,
    position: 'start',
    combined: false,
  },
  xyz: {
    script: 'xyz',
    x: { type: 'Seed', values: '' },
    y: { type: 'Nothing', values: '' },
    z: { type: 'Nothing', values: '' },
    legend: true,
    loneImages: true,
    subGrids: false,
    keepSeeds: false,
    varySeeds: { x: false, y: false, z: false },
    margin: 0,
  },
};
