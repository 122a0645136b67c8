import type { StudioValues } from '@/components/studio/form/studio-values';
import type { ModelView } from '@/lib/catalog/model-view';

type Values = Partial<StudioValues>;
type Used = Pick<ModelView, 'kind' | 'name' | 'path' | 'triggerWords'>;

/** What calls for a model in a prompt; null: models of its kind are not called for there. */
export function callOf({ kind, name }: Pick<ModelView, 'kind' | 'name'>): string | null {
  if (kind === 'lora') return `<lora:${name}:1>`;
  if (kind === 'hypernetwork') return `<hypernet:${name}:1>`;
  return kind === 'embedding' ? name : null;
}

/** Whether the form can use it: in the prompt, or as the checkpoint. */
export const isInsertable = ({ kind, problem, unused, hidden }: ModelView) =>
  problem === null &&
  unused === null &&
  !hidden &&
  (kind === 'checkpoint' || callOf({ kind, name: '' }) !== null);

/** What the form holds when a model is used with it: the rest of it stays. */
export function withModel(values: Values, model: Used): Values {
  if (model.kind === 'checkpoint') return { ...values, checkpoint: model.path };
  const call = callOf(model);
  if (call === null) return values;
  const prompt = values.prompt ?? '';
  // Called for already, maybe with another weight: that is left as it is.
  const isThere = prompt.includes(model.kind === 'embedding' ? call : call.slice(0, -2));
  const words = model.triggerWords.filter((word) => !hasWords(prompt, word));
  return { ...values, prompt: joined(prompt, [...(isThere ? [] : [call]), ...words]) };
}

/** What the form holds when words are added to its prompt. */
export function withWords(values: Values, words: string): Values {
  const prompt = values.prompt ?? '';
  return hasWords(prompt, words) ? values : { ...values, prompt: joined(prompt, [words]) };
}

const hasWords = (prompt: string, words: string) => prompt.toLowerCase().includes(words.toLowerCase());

const joined = (prompt: string, added: readonly string[]) =>
  [prompt.replace(/[\s,]+$/, ''), ...added].filter((part) => part !== '').join(', ');
