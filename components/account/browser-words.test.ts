import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { messagesOf } from '@/lib/i18n/messages';
import { browserWords, isPhone } from './browser-words';

const english = createTranslator({ locale: 'en', messages: messagesOf('en'), namespace: 'account' });

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux', false],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge on Windows',
    false,
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1',
    'Safari on iOS',
    true,
  ],
  ['curl/8.5', 'Unknown browser', false],
  ['', 'Unknown browser', false],
])('%s', (userAgent, words, phone) => {
  expect(browserWords(userAgent, english)).toBe(words);
  expect(isPhone(userAgent)).toBe(phone);
});
