import type { GenerationFields } from '../generation-fields';
import { resolveSampler } from '../resolve-sampler';
import { type Axis, type AxisValue, legendOf, offeredAxes, sizeIn } from './axes';
import { numbersOf, ordersOf, textsOf } from './axis-values';
import { AXIS_NAMES, type AxisName, type XyzFields } from './script-fields';
import { fault, refuseTooMany } from './script-problem';
import { type PlannedCell, type PlanSurroundings, type SeriesPlan, withFixedSeeds } from './series-plan';

/** An axis with the values it was given. */
interface UsedAxis {
  name: AxisName;
  axis: Axis;
  values: readonly AxisValue[];
}

const NOWHERE = 'Nothing';
const SEEDS = new Set(['Seed', 'Var. seed']);

/** The way a value on offer is written; a sampler may bring its schedule along. Throws ScriptFault for what is not. */
function chosen({ label, choices, catalogue }: Axis, name: AxisName, value: string): string {
  const known = choices?.find((choice) => choice.toLowerCase() === value.toLowerCase());
  if (known !== undefined || !choices) return known ?? value;
  if (label === 'VAE' && /^auto$/i.test(value)) return 'Automatic';
  if (catalogue || (label.endsWith('ampler') && isSampler(value))) return value;
  throw fault(name, 'unknownChoice', { value });
}

function isSampler(text: string): boolean {
  try {
    resolveSampler(text, null);
    return true;
  } catch {
    return false;
  }
}

function wordsOf(axis: Axis, name: AxisName, values: string, fields: GenerationFields): AxisValue[] {
  const texts = textsOf(values);
  const isReplacing = axis.label === 'Prompt S/R';
  const said = isReplacing ? texts : texts.filter(Boolean);
  if (said.length === 0) throw fault(name, 'noValues', {});
  const prompts = [fields.prompt, ...(isReplacing ? [fields.negativePrompt] : [])];
  const mustBeThere = isReplacing ? said.slice(0, 1) : axis.type === 'order' ? said : [];
  for (const value of mustBeThere) {
    const isThere = value !== '' && prompts.some((prompt) => prompt.includes(value));
    if (!isThere) throw fault(name, 'notInPrompt', { value });
  }
  if (axis.type === 'order') return ordersOf(name, said);
  for (const value of said)
    if (axis.label === 'Size' && !sizeIn(value)) throw fault(name, 'notASize', { value });
  return said.map((value) => chosen(axis, name, value));
}

function readAxis(
  name: AxisName,
  { script, fields, kind, draw }: PlanSurroundings & { script: XyzFields; fields: GenerationFields },
): UsedAxis {
  const { type, values } = script[name];
  const axis = offeredAxes(kind).find(({ label }) => label.toLowerCase() === type.toLowerCase());
  if (!axis) throw fault(name, 'unknownAxis', { value: type });
  if (axis.type === 'nothing') return { name, axis, values: [0] };
  if (axis.type === 'text' || axis.type === 'order')
    return { name, axis, values: wordsOf(axis, name, values, fields) };
  const numbers = numbersOf(name, values, axis.type === 'whole');
  const isDrawn = SEEDS.has(axis.label) && !script.keepSeeds;
  return { name, axis, values: isDrawn ? numbers.map((seed) => (seed === -1 ? draw() : seed)) : numbers };
}

/** Positions along the axes, in the order they are drawn: the slowest axis changes least often, else Z, then Y. */
function positions(axes: readonly UsedAxis[]): Record<AxisName, number>[] {
  const slowest = [...axes].reverse().sort((a, b) => (b.axis.cost ?? 0) - (a.axis.cost ?? 0));
  return slowest.reduce<Record<AxisName, number>[]>(
    (made, { name, values }) =>
      made.flatMap((position) => values.map((_, k) => ({ ...position, [name]: k }))),
    [{ x: 0, y: 0, z: 0 }],
  );
}

function toldOf({ name, axis, values }: UsedAxis, script: XyzFields): [string, string][] {
  if (axis.label === NOWHERE) return [];
  const letter = name.toUpperCase();
  const isFixed = SEEDS.has(axis.label) && !script.keepSeeds;
  return [
    [`${letter} Type`, axis.label],
    [`${letter} Values`, script[name].values],
    ...(isFixed ? [[`Fixed ${letter} Values`, values.join(', ')] as [string, string]] : []),
  ];
}

/**
 * Every value of X with every one of Y and Z. Throws ScriptFault.
 * @see AUTOMATIC1111/stable-diffusion-webui `scripts/xyz_grid.py`
 */
export function planXyz(
  asked: GenerationFields,
  script: XyzFields,
  surroundings: PlanSurroundings,
): SeriesPlan {
  const fields = script.keepSeeds ? asked : withFixedSeeds(asked, surroundings.draw);
  const axes = AXIS_NAMES.map((name) => readAxis(name, { script, fields, ...surroundings }));
  const [columns, rows, sheets] = axes.map(({ values }) => values.length) as [number, number, number];
  refuseTooMany('script', columns * rows * sheets);
  const fieldsAt = (position: Record<AxisName, number>): GenerationFields => {
    const changed = axes.reduce<GenerationFields>(
      (made, { axis, name, values }) =>
        axis.apply ? axis.apply(made, values[position[name]] as never, values as readonly never[]) : made,
      fields,
    );
    return { ...changed, seed: variedSeed(changed.seed, position, script.varySeeds, { columns, rows }) };
  };
  const legends = axes.map(({ axis, values }) =>
    values.map((value) => (axis.label === NOWHERE ? [] : [{ text: legendOf(axis, value) }])),
  );
  const [x, y, z] = axes as [UsedAxis, UsedAxis, UsedAxis];
  return {
    script: 'xyz',
    fields,
    columns,
    rows,
    sheets,
    legends: script.legend ? { columns: legends[0]!, rows: legends[1]!, sheets: legends[2]! } : null,
    margin: script.margin,
    grids: script.subGrids && sheets > 1 ? 1 + sheets : 1,
    loneImages: script.loneImages,
    told: {
      sheet: [['Script', 'X/Y/Z plot'], ...toldOf(x, script), ...toldOf(y, script)],
      all: toldOf(z, script),
    },
    cells: positions(axes).map(
      (position): PlannedCell => ({
        place: position.x + columns * (position.y + rows * position.z),
        fields: fieldsAt(position),
      }),
    ),
  };
}

/** One that is drawn for each picture stays so. */
function variedSeed(
  seed: number | null,
  { x, y, z }: Record<AxisName, number>,
  varied: XyzFields['varySeeds'],
  { columns, rows }: { columns: number; rows: number },
): number | null {
  if (seed === null || seed === -1) return seed;
  const across = varied.x ? columns : 1;
  const down = varied.y ? rows : 1;
  return seed + (varied.x ? x : 0) + (varied.y ? y * across : 0) + (varied.z ? z * across * down : 0);
}
