/** The questions that are answered; their order is that of the page. */
export const HELP_TOPICS = [
  'models-and-pictures',
  'model-not-listed',
  'seems-stuck',
  'slow',
  'out-of-memory',
  'same-picture',
  'canceled-by-mistake',
  'files',
  'no-such-file',
  'page-not-reached',
  'language',
  'call-the-api',
  'extensions',
  'who-sees-what',
] as const;

export type HelpTopicId = (typeof HELP_TOPICS)[number];

/**
 * A question and its answer, a paragraph each. In a paragraph, `[words](/address)` is a link, text in backticks is code and
 * text between two stars is strong.
 */
export interface HelpTopic {
  question: string;
  answer: readonly string[];
}

export type HelpBook = Readonly<Record<HelpTopicId, HelpTopic>>;
