/** What a clock in some place shows. */
interface Clock {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  /** 0 is Sunday. */
  weekday: number;
  /** 1 to 366. */
  yearDay: number;
  /** Of the place, minutes ahead of UTC. */
  offset: number;
  zone: string;
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const DAY_MS = 86_400_000;

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
};

function partsIn(date: Date, timeZone: string, options: Intl.DateTimeFormatOptions): Record<string, string> {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, ...options }).formatToParts(date);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

function clockOf(date: Date, timeZone: string): Clock {
  const numeric = partsIn(date, timeZone, {
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const [year, month, day, hour, minute, second] = [
    ...['year', 'month', 'day', 'hour', 'minute', 'second'].map((key) => Number(numeric[key])),
  ] as [number, number, number, number, number, number];
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  const midnight = Date.UTC(year, month - 1, day);
  return {
    ...{ year, month, day, hour, minute, second },
    millisecond: date.getUTCMilliseconds(),
    weekday: new Date(midnight).getUTCDay(),
    yearDay: (midnight - Date.UTC(year, 0, 1)) / DAY_MS + 1,
    offset: Math.round((shown - Math.floor(date.getTime() / 1000) * 1000) / 60_000),
    zone:
      timeZone === 'UTC' ? 'UTC' : (partsIn(date, timeZone, { timeZoneName: 'short' }).timeZoneName ?? ''),
  };
}

/** ISO 8601: the week with a year's first Thursday is its first. */
function isoWeek({ year, yearDay, weekday }: Clock): { year: number; week: number } {
  const fromMonday = (weekday + 6) % 7;
  const week = Math.floor((yearDay - 1 - fromMonday + 10) / 7);
  const weeksOf = (of: number) => {
    const first = new Date(Date.UTC(of, 0, 1)).getUTCDay();
    const last = new Date(Date.UTC(of, 11, 31)).getUTCDay();
    return first === 4 || last === 4 ? 53 : 52;
  };
  if (week < 1) return { year: year - 1, week: weeksOf(year - 1) };
  if (week > weeksOf(year)) return { year: year + 1, week: 1 };
  return { year, week };
}

const padded = (value: number, width: number, filler = '0') => String(value).padStart(width, filler);
const offsetText = (offset: number) => {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}${padded(minutes % 60, 2)}`;
};
const half = (hour: number) => hour % 12 || 12;

/** A directive's number and how wide it is, or its text; null: there is no such directive. */
function sayDirective(
  directive: string,
  clock: Clock,
  date: Date,
): [number, number, filler?: string] | string | null {
  const { year, month, day, hour, minute, second, weekday, yearDay } = clock;
  const compound = (format: string) => formatClock(format, clock, date);
  switch (directive) {
    case 'Y':
      return [year, 4];
    case 'C':
      return [Math.floor(year / 100), 2];
    case 'y':
      return [year % 100, 2];
    case 'm':
      return [month, 2];
    case 'd':
      return [day, 2];
    case 'e':
      return [day, 2, ' '];
    case 'H':
      return [hour, 2];
    case 'k':
      return [hour, 2, ' '];
    case 'I':
      return [half(hour), 2];
    case 'l':
      return [half(hour), 2, ' '];
    case 'M':
      return [minute, 2];
    case 'S':
      return [second, 2];
    case 'f':
      return [clock.millisecond * 1000, 6];
    case 'j':
      return [yearDay, 3];
    case 'w':
      return [weekday, 1];
    case 'u':
      return [weekday || 7, 1];
    case 'U':
      return [Math.floor((yearDay + 6 - weekday) / 7), 2];
    case 'W':
      return [Math.floor((yearDay + 6 - ((weekday + 6) % 7)) / 7), 2];
    case 'V':
      return [isoWeek(clock).week, 2];
    case 'G':
      return [isoWeek(clock).year, 4];
    case 'g':
      return [isoWeek(clock).year % 100, 2];
    case 's':
      return [Math.floor(date.getTime() / 1000), 1];
    case 'a':
      return DAYS[weekday]!.slice(0, 3);
    case 'A':
      return DAYS[weekday]!;
    case 'b':
    case 'h':
      return MONTHS[month - 1]!.slice(0, 3);
    case 'B':
      return MONTHS[month - 1]!;
    case 'p':
      return hour < 12 ? 'AM' : 'PM';
    case 'P':
      return hour < 12 ? 'am' : 'pm';
    case 'z':
      return offsetText(clock.offset);
    case 'Z':
      return clock.zone;
    case 'c':
      return compound('%a %b %e %H:%M:%S %Y');
    case 'x':
    case 'D':
      return compound('%m/%d/%y');
    case 'X':
    case 'T':
      return compound('%H:%M:%S');
    case 'F':
      return compound('%Y-%m-%d');
    case 'R':
      return compound('%H:%M');
    case 'r':
      return compound('%I:%M:%S %p');
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case '%':
      return '%';
    default:
      return null;
  }
}

/** `-`: without zeroes in front, `_`: spaces instead, `0`: zeroes, `^`: capitals. */
function flagged(value: NonNullable<ReturnType<typeof sayDirective>>, flag: string | undefined): string {
  if (typeof value === 'string') return flag === '^' ? value.toUpperCase() : value;
  const [number, width, filler = '0'] = value;
  if (flag === '-') return String(number);
  return padded(number, width, flag === '_' ? ' ' : flag === '0' ? '0' : filler);
}

const formatClock = (format: string, clock: Clock, date: Date): string =>
  format.replace(/%([-_0^])?([a-zA-Z%])/g, (all, flag: string | undefined, directive: string) => {
    const value = sayDirective(directive, clock, date);
    return value === null ? all : flagged(value, flag);
  });

/**
 * A moment in the words of C's strftime, in English. A zone that nobody knows is UTC.
 * @param zone such as `Asia/Tokyo`
 */
export const strftime = (date: Date, format: string, zone = 'UTC'): string =>
  formatClock(format, clockOf(date, isZone(zone) ? zone : 'UTC'), date);
