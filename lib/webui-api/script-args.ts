import { axesFor } from '@/lib/generation/series/axes';
import { joinedTexts } from '@/lib/generation/series/axis-values';
import { SERIES_LIMITS } from '@/lib/generation/series/limits';
import {
  type AxisFields,
  type AxisName,
  SCRIPT_TITLES,
  type ScriptFields,
  type ScriptName,
  scriptsFor,
} from '@/lib/generation/series/script-fields';
import { notSupported, PythonError } from './errors';
import { IMG2IMG_SCRIPT_ARGUMENTS, isImg2ImgScript, readImg2ImgScriptArgs } from './img2img-script-args';
import { Given, type ScriptArgument } from './script-arguments';

type Kind = 'txt2img' | 'img2img';

const margin: ScriptArgument = {
  label: 'Grid margins (px)',
  usual: 0,
  minimum: SERIES_LIMITS.margin.min,
  maximum: SERIES_LIMITS.margin.max,
  step: 2,
};

const axisArguments = (letter: string, usual: string, choices: readonly string[]): ScriptArgument[] => [
  { label: `${letter} type`, usual, choices },
  { label: `${letter} values`, usual: '' },
  { label: `${letter} values`, usual: [] },
];

/** The arguments of the scripts on offer, in the order programs send them. */
export function argumentsOf(script: ScriptName, kind: Kind): readonly ScriptArgument[] {
  if (isImg2ImgScript(script)) return IMG2IMG_SCRIPT_ARGUMENTS[script];
  const axes = axesFor(kind).map(({ label }) => label);
  switch (script) {
    case 'matrix':
      return [
        { label: 'Put variable parts at start of prompt', usual: false },
        { label: 'Use different seed for each picture', usual: false },
        { label: 'Select prompt', usual: 'positive', choices: ['positive', 'negative'] },
        { label: 'Select joining char', usual: 'comma', choices: ['comma', 'space'] },
        margin,
      ];
    case 'prompts':
      return [
        { label: 'Iterate seed every line', usual: false },
        { label: 'Use same random seed for all lines', usual: false },
        { label: 'Insert prompts at the', usual: 'start', choices: ['start', 'end'] },
        { label: 'List of prompt inputs', usual: '' },
        { label: 'Make a combined image containing all outputs (if more than one)', usual: false },
      ];
    case 'xyz':
      return [
        ...axisArguments('X', 'Seed', axes),
        ...axisArguments('Y', 'Nothing', axes),
        ...axisArguments('Z', 'Nothing', axes),
        { label: 'Draw legend', usual: true },
        { label: 'Include Sub Images', usual: false },
        { label: 'Include Sub Grids', usual: false },
        { label: 'Keep -1 for seeds', usual: false },
        { label: 'Vary seeds for X', usual: false },
        { label: 'Vary seeds for Y', usual: false },
        { label: 'Vary seeds for Z', usual: false },
        margin,
        { label: 'Use text inputs instead of dropdowns', usual: false },
      ];
  }
}

/** An axis is named by its place among those of the tab, or by its label. */
function axisIn(given: Given, first: number, kind: Kind): AxisFields {
  const axes = axesFor(kind);
  const wanted = given.at(first);
  const found =
    typeof wanted === 'number'
      ? axes[wanted]
      : axes.find(({ label }) => label.toLowerCase() === String(wanted).toLowerCase());
  if (!found)
    throw new PythonError('IndexError', `There is no axis ${given.text(first)}. Choose one of script-info.`);
  if (found.type !== 'nothing' && !found.apply)
    throw notSupported(`The axis "${found.label}"`, 'Choose another one.');
  const picked = given.at(first + 2);
  const isPicked = Array.isArray(picked) && picked.length > 0 && !given.flag(17);
  const hasChoices = found.choices !== undefined || found.catalogue !== undefined;
  const values = isPicked && hasChoices ? joinedTexts(picked.map(String)) : given.text(first + 1);
  return { type: found.label, values };
}

/** The script with the arguments that were sent. Throws PythonError, AppError 501 for an axis that is not offered. */
export function readScriptArgs(script: ScriptName, args: readonly unknown[], kind: Kind): ScriptFields {
  const given = new Given(argumentsOf(script, kind), args);
  if (isImg2ImgScript(script)) return readImg2ImgScriptArgs(script, given);
  switch (script) {
    case 'matrix':
      return {
        script,
        putAtStart: given.flag(0),
        differentSeeds: given.flag(1),
        promptType: given.word(2, ['positive', 'negative'], 'Unknown prompt type'),
        delimiter: given.word(3, ['comma', 'space'], 'Unknown variations delimiter'),
        margin: given.whole(4),
      };
    case 'prompts':
      return {
        script,
        iterateSeed: given.flag(0),
        sameSeed: given.flag(1),
        position: given.at(2) === 'start' ? 'start' : 'end',
        lines: given.text(3),
        combined: given.flag(4),
      };
    case 'xyz': {
      const axes = { x: 0, y: 3, z: 6 } satisfies Record<AxisName, number>;
      return {
        script,
        x: axisIn(given, axes.x, kind),
        y: axisIn(given, axes.y, kind),
        z: axisIn(given, axes.z, kind),
        legend: given.flag(9),
        loneImages: given.flag(10),
        subGrids: given.flag(11),
        keepSeeds: given.flag(12),
        varySeeds: { x: given.flag(13), y: given.flag(14), z: given.flag(15) },
        margin: given.whole(16),
      };
    }
  }
}

/** The script on offer there that has this title, in any case. */
export function scriptTitled(title: string, kind: Kind): ScriptName | undefined {
  return scriptsFor(kind).find((name) => SCRIPT_TITLES[name].toLowerCase() === title.toLowerCase());
}
