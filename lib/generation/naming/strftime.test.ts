import { expect, test } from 'vitest';
import { strftime } from './strftime';

const NIGHT = new Date('2026-03-04T23:05:06.789Z');

// As Python 3 says them in the C locale.
test.each([
  ['%Y %y %C %G %g', '2026 26 20 2026 26'],
  ['%m %B %b %h', '03 March Mar Mar'],
  ['%d %e %j', '04  4 063'],
  ['%A %a %u %w', 'Wednesday Wed 3 3'],
  ['%H %k %I %l %p %P', '23 23 11 11 PM pm'],
  ['%M %S %f', '05 06 789000'],
  ['%U %W %V', '09 09 10'],
  ['%z %Z %s', '+0000 UTC 1772665506'],
  ['%F %T %R %D', '2026-03-04 23:05:06 23:05 03/04/26'],
  ['%c', 'Wed Mar  4 23:05:06 2026'],
  ['%x %X %r', '03/04/26 23:05:06 11:05:06 PM'],
  ['%-d %_d %-m %^a %0e', '4  4 3 WED 04'],
  ['100%% %Q % %', '100% %Q % %'],
  ['Zeit', 'Zeit'],
])('%s', (format, text) => {
  expect(strftime(NIGHT, format)).toBe(text);
});

test('in other places it is another day, also by an hour and a half', () => {
  expect(strftime(NIGHT, '%F %H:%M %z', 'Asia/Tokyo')).toBe('2026-03-05 08:05 +0900');
  expect(strftime(NIGHT, '%F %H:%M %z', 'America/St_Johns')).toBe('2026-03-04 19:35 -0330');
  expect(strftime(new Date('2026-07-01T00:00:00Z'), '%H %z', 'Europe/Berlin')).toBe('02 +0200');
});

test.each(['Nowhere/Land', '', '../etc', '\0'])('a zone nobody knows is UTC: %j', (zone) => {
  expect(strftime(NIGHT, '%H %Z', zone)).toBe('23 UTC');
});

test.each([
  ['2027-01-01', '2026 53'],
  ['2024-12-30', '2025 01'],
  ['2026-01-01', '2026 01'],
  ['2020-12-31', '2020 53'],
])('the ISO week of %s', (day, text) => {
  expect(strftime(new Date(day), '%G %V')).toBe(text);
});

test('midnight and noon', () => {
  expect(strftime(new Date('2026-01-01T00:00:00Z'), '%H %I %p')).toBe('00 12 AM');
  expect(strftime(new Date('2026-01-01T12:00:00Z'), '%H %I %p')).toBe('12 12 PM');
});
