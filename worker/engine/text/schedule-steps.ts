import { type Alternate, parseSchedule, type Scheduled, type ScheduledText } from './prompt-schedule';

/** Which evaluations of the network a prompt is laid out over. */
export interface PromptPass {
  /** Evaluations of this pass. */
  evaluations: number;
  /** Of the pass before it: absolute steps count on from there, and shares run from 1 to 2. */
  evaluationsBefore?: number;
  /** As before web UI 1.6: numbers below 1 are shares, others steps, and every pass begins anew. */
  usesOldScheduling?: boolean;
}

/** A text and the last evaluation it is for, counted from 0. */
export interface TextUntil {
  until: number;
  text: string;
}

/** The step a number means: `before` is shown up to it. */
function stepOf(when: string, { evaluations, evaluationsBefore, usesOldScheduling }: PromptPass): number {
  const value = Number(when);
  const isSecond = evaluationsBefore !== undefined && !usesOldScheduling;
  const isShare = usesOldScheduling ? value < 1 : when.includes('.');
  const step = isShare
    ? (value - (isSecond ? 1 : 0)) * evaluations
    : value - (isSecond ? evaluationsBefore : 0);
  return Math.min(evaluations, Math.trunc(step));
}

/** Visits every changing part, also inside of others; nesting costs no stack. */
function changes(text: ScheduledText): { scheduled: Scheduled[]; alternates: Alternate[] } {
  const scheduled: Scheduled[] = [];
  const alternates: Alternate[] = [];
  const waiting = [text];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    for (const piece of part) {
      if (typeof piece === 'string') continue;
      if ('options' in piece) {
        alternates.push(piece);
        waiting.push(...piece.options);
      } else {
        scheduled.push(piece);
        waiting.push(piece.before, piece.after);
      }
    }
  }
  return { scheduled, alternates };
}

/** The text at a step, counted from 1. */
function textAt(text: ScheduledText, step: number, pass: PromptPass): string {
  let result = '';
  const waiting: { part: ScheduledText; at: number }[] = [{ part: text, at: 0 }];
  for (let top = waiting.at(-1); top; top = waiting.at(-1)) {
    const piece = top.part[top.at++];
    if (piece === undefined) waiting.pop();
    else if (typeof piece === 'string') result += piece;
    else if ('options' in piece) {
      waiting.push({ part: piece.options[(step - 1) % piece.options.length]!, at: 0 });
    } else waiting.push({ part: step <= stepOf(piece.when, pass) ? piece.before : piece.after, at: 0 });
  }
  return result;
}

/**
 * What a prompt says at each evaluation; the last entry is for the last of them.
 * @see AUTOMATIC1111/stable-diffusion-webui `modules/prompt_parser.py`, get_learned_conditioning_prompt_schedules
 */
export function promptSchedule(prompt: string, pass: PromptPass): TextUntil[] {
  const text = parseSchedule(prompt);
  const { scheduled, alternates } = changes(text);
  const ends = new Set([pass.evaluations]);
  for (const { when } of scheduled) {
    const step = stepOf(when, pass);
    if (step >= 1) ends.add(step);
  }
  if (alternates.length > 0) for (let step = 1; step < pass.evaluations; step++) ends.add(step);
  return [...ends].sort((a, b) => a - b).map((until) => ({ until, text: textAt(text, until, pass) }));
}

/** The place of the entry for an evaluation, counted from 0; beyond the last one the reference begins again. */
export function entryAt(schedule: readonly { until: number }[], evaluation: number): number {
  return Math.max(
    0,
    schedule.findIndex(({ until }) => evaluation <= until),
  );
}
