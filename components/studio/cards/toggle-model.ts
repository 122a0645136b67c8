import type { ModelView } from '@/lib/catalog/model-view';
import { callOf, withModel } from '../../models/with-model';

type Called = Pick<ModelView, 'kind' | 'name' | 'path' | 'triggerWords'>;

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Finds what calls for a model in a prompt, whatever its weight. */
function callPattern({ kind, name }: Called): RegExp | null {
  if (kind === 'lora') return new RegExp(`<(?:lora|lyco):${escaped(name)}(?::[^<>]*)?>`, 'gu');
  if (kind === 'hypernetwork') return new RegExp(`<hypernet:${escaped(name)}(?::[^<>]*)?>`, 'gu');
  if (kind !== 'embedding') return null;
  const word = escaped(name);
  return new RegExp(`\\(${word}:[^()]*\\)|(?<![\\p{L}\\p{N}_])${word}(?![\\p{L}\\p{N}_])`, 'giu');
}

/** Whether a prompt calls for a model. */
export const isCalled = (prompt: string, model: Called): boolean => callPattern(model)?.test(prompt) ?? false;

/** The prompt with what calls for a model and its trigger words, or without them where it was called for already. */
export function toggled(prompt: string, model: Called): string {
  const pattern = callPattern(model);
  if (!pattern || callOf(model) === null) return prompt;
  if (!pattern.test(prompt)) {
    const before = prompt.replace(/[\s,]+$/, '');
    if (model.kind === 'embedding') return before === '' ? model.name : `${before}, ${model.name}`;
    return withModel({ prompt }, model).prompt ?? prompt;
  }
  const words = new Set(model.triggerWords.map((word) => word.trim().toLowerCase()));
  const isLeft = (part: string) => !words.has(part.trim().toLowerCase());
  return prompt
    .replace(pattern, CUT)
    .split(',')
    .filter((part) => part.replaceAll(CUT, '').trim() !== '' || !part.includes(CUT))
    .map((part) => part.replaceAll(CUT, '').replace(/ {2,}/g, ' '))
    .filter(isLeft)
    .join(',')
    .replace(/^[\s,]+/, '')
    .trimEnd();
}

/** Stands for a call that was cut out: what it leaves empty goes with it. */
const CUT = '\u0000';
