import { expect, test } from 'vitest';
import { localeOf, wishedLocale } from './locales';

test.each([
  [null, 'en'],
  ['', 'en'],
  ['ja', 'ja'],
  ['zh-TW,zh;q=0.9,en;q=0.8', 'zh'],
  ['fr-FR,fr;q=0.9,ja;q=0.5,en;q=0.4', 'ja'],
  ['en;q=0.4, zh-Hans-CN;q=0.9', 'zh'],
  ['ja;q=0,zh;q=0.1', 'zh'],
  ['de,*;q=0.5', 'en'],
  [';;;,q=1,ja;q=much', 'ja'],
])('a browser that wishes for %j reads %s', (header, locale) => {
  expect(wishedLocale(header)).toBe(locale);
});

test('what was chosen counts more than what the browser wishes, unless it is nothing we have', () => {
  const headers = (cookie: string) => new Headers({ cookie, 'accept-language': 'ja' });
  expect(localeOf(headers('atelier.locale=zh'))).toBe('zh');
  expect(localeOf(headers('atelier.locale=xx'))).toBe('ja');
  expect(localeOf(new Headers())).toBe('en');
});
