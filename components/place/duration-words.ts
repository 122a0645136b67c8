import type { Words } from '@/lib/i18n/words';

/** Whole seconds: `12 s`, `3 min 4 s`, `20 min`, `2 h 5 min`. */
export function secondsWords(seconds: number, words: Words<'times'>): string {
  if (seconds < 60) return words('seconds', { value: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    const rest = seconds % 60;
    return rest === 0
      ? words('minutes', { value: minutes })
      : words('minutesAndSeconds', { minutes, seconds: rest });
  }
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0
    ? words('hours', { value: hours })
    : words('hoursAndMinutes', { hours, minutes: minutes % 60 });
}

/** As exact as an estimate is: seconds, from a minute on tens of seconds, from ten minutes on minutes. */
export function roundedSeconds(seconds: number): number {
  const step = seconds < 60 ? 1 : seconds < 600 ? 10 : 60;
  return Math.max(1, Math.round(seconds / step) * step);
}

/** Milliseconds as measured: `0.84 s`, `12 s`, `3 min 4 s`. */
export function millisecondsWords(milliseconds: number, words: Words<'times'>): string {
  const seconds = milliseconds / 1000;
  return seconds < 10
    ? words('seconds', { value: seconds.toFixed(2) })
    : secondsWords(Math.round(seconds), words);
}

/** As short as it stands above a bar: `840 ms`, `12 s`, `3.4 min`, `2.1 h`. */
export function shortDuration(milliseconds: number, words: Words<'times'>): string {
  if (milliseconds < 1000) return words('milliseconds', { value: Math.round(milliseconds) });
  const seconds = milliseconds / 1000;
  if (seconds < 60)
    return words('seconds', { value: seconds < 10 ? seconds.toFixed(1) : Math.round(seconds) });
  const minutes = seconds / 60;
  return minutes < 60
    ? words('minutes', { value: minutes.toFixed(1) })
    : words('hours', { value: (minutes / 60).toFixed(1) });
}
