import { expect, test } from 'vitest';
import { noSuch } from '@/lib/errors';
import { inLanguage, jsonInLanguage, sentenceIn } from './in-language';

test('what the server takes in passes through, and its own words are translated too', () => {
  expect(sentenceIn('en', 'The admin Ann stopped this job.')).toBe('The admin Ann stopped this job.');
  expect(
    sentenceIn(
      'ja',
      'You have 100 jobs waiting, which is the most. Wait until some are done, or cancel some.',
    ),
  ).toBe('待機中のジョブが上限の 100 件あります。いくつか終わるのを待つか、取り消してください。');
  expect(sentenceIn('zh', noSuch('model').message)).toBe(
    '没有此模型，或它已不存在。请重新加载页面查看现有内容。',
  );
  expect(sentenceIn('zh', 'Too many failed attempts. Wait 3 minutes, then try again.')).toContain('3 分钟');
});

test('a name is never translated, whatever it says', () => {
  expect(sentenceIn('zh', '“model” can’t be moved into itself. Choose another folder.')).toBe(
    '“model”不能移到自身中。请选择其他文件夹。',
  );
  expect(sentenceIn('ja', 'There is already a user named $& {name}. Choose another name.')).toContain(
    '$& {name} という',
  );
});

test('of two sentences that fit, the one that says more itself is meant', () => {
  expect(sentenceIn('zh', 'CFG scale must be a number from 1 to 30.')).toBe(
    'CFG 引导系数必须是 1 到 30 之间的数。',
  );
  expect(sentenceIn('zh', 'Width must be a whole number from 64 to 2,048.')).toBe(
    '宽度必须是 64 到 2,048 之间的整数。',
  );
});

test('a sentence within a sentence, and several one after another', () => {
  expect(
    sentenceIn(
      'ja',
      'The LoRA “x” was left out: The file became shorter while it was read. Upload it again.',
    ),
  ).toBe(
    'LoRA「x」は無視されました: 読み取り中にファイルが短くなりました。もう一度アップロードしてください。',
  );
  expect(sentenceIn('zh', 'Steps must be a whole number from 1 to 150. Choose a checkpoint.')).toBe(
    '迭代步数必须是 1 到 150 之间的整数。请选择 Checkpoint。',
  );
});

test('a name may hold what looks like the end of a sentence', () => {
  expect(
    sentenceIn(
      'zh',
      'There is no checkpoint "old. new" here. Choose one of those listed, or put its file into the models folder.',
    ),
  ).toContain('“old. new”');
});

test('what has no translation stays as it is', () => {
  expect(sentenceIn('ja', 'Nobody wrote this.')).toBe('Nobody wrote this.');
});

test('of an answer only the sentences are translated', () => {
  const job = {
    request: { prompt: 'Choose a checkpoint.' },
    createdAt: new Date(0),
    error: { code: 'x', message: 'Choose a checkpoint.' },
    warnings: ["The VAE “Choose a VAE.” was removed, so the checkpoint's own is used."],
  };
  expect(inLanguage(job, 'en')).toBe(job);
  expect(inLanguage(job, 'zh')).toEqual({
    ...job,
    error: { code: 'x', message: '请选择 Checkpoint。' },
    warnings: ['VAE“Choose a VAE.”已被移除，因此使用 Checkpoint 自带的。'],
  });
  const json = '{"fields": {"vae": "Choose a VAE."}, "message": "Choose a VAE."}';
  expect(JSON.parse(jsonInLanguage(json, 'ja'))).toEqual({
    fields: { vae: 'VAE を選んでください。' },
    message: 'VAE を選んでください。',
  });
  const plain = '{"name": 1.0}';
  expect(jsonInLanguage(plain, 'ja')).toBe(plain);
});
