import { expect, test } from 'vitest';
import { convertingCommand, sortFiles } from './sort-files';

const files = (...names: string[]) => names.map((name) => ({ file: new File([], name), path: name }));
const names = (given: { path: string }[]) => given.map(({ path }) => path);

test('models, what lies beside them, pickles and the rest', () => {
  const sorted = sortFiles(files('a.safetensors', 'a.preview.png', 'a.json', 'b.CKPT', 'c.pt', 'd.exe'));
  expect(names(sorted.models)).toEqual(['a.safetensors']);
  expect(names(sorted.beside)).toEqual(['a.preview.png', 'a.json']);
  expect(names(sorted.pickles)).toEqual(['b.CKPT', 'c.pt']);
  expect(names(sorted.others)).toEqual(['d.exe']);
});

test('a picture without a model is none of ours', () => {
  expect(names(sortFiles(files('a.png', 'b.ckpt')).others)).toEqual(['a.png']);
});

test('the command for a pickle holds its name, whatever that is', () => {
  expect(convertingCommand('old model.ckpt')).toContain('torch.load("old model.ckpt"');
  expect(convertingCommand('old model.ckpt')).toContain('"old model.safetensors")');
  expect(convertingCommand(`it's"; rm.pt`)).toContain(String.raw`"it'\''s\"; rm.pt"`);
});
