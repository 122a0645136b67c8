import { HELP_TOPICS, type HelpBook, type HelpTopicId } from '@/lib/help/help-topic';

/** Topics in which every word occurs, those with all of them in their question first. No words: all topics. */
export function searchTopics(book: HelpBook, words: string): HelpTopicId[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text: string) => wanted.every((word) => text.toLowerCase().includes(word));
  const found = HELP_TOPICS.filter((id) => has([book[id].question, ...book[id].answer].join('\n')));
  return found.sort((a, b) => Number(has(book[b].question)) - Number(has(book[a].question)));
}
