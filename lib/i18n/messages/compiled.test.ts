import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';
import { LOCALES } from '../locales';
import { messagesOf } from '.';
import { compiledMessages } from './compiled';

test.each(LOCALES)('every message of %s can be read', (locale) => {
  const compiled = compiledMessages(locale);
  expect(Object.keys(compiled)).toEqual(Object.keys(messagesOf(locale)));
  expect(compiledMessages(locale)).toBe(compiled);
  // Anything else can't be given to a component in the browser.
  expect(structuredClone(compiled)).toStrictEqual(compiled);
  expect(createTranslator({ locale, messages: messagesOf(locale) })('frame.language')).toBe(
    compiled.frame.language,
  );
});
