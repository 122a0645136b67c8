import { expect, test } from 'vitest';
import { foundStyles } from './found-styles';
import { withStyles } from './with-styles';

const style = (name: string, prompt: string, negativePrompt = '') => ({ name, prompt, negativePrompt });
const OIL = style('oil', 'oil on canvas', 'photo');
const FRAME = style('frame', 'a picture of {prompt}, framed');
const CALM = style('calm', 'calm light');
const NOTHING = style('nothing', '');

const added = (prompt: string, negative: string, styles: ReturnType<typeof style>[]) => ({
  prompt: withStyles(
    prompt,
    styles.map((each) => each.prompt),
  ),
  negativePrompt: withStyles(
    negative,
    styles.map((each) => each.negativePrompt),
  ),
});

test.each([[[]], [[OIL]], [[FRAME]], [[OIL, FRAME]], [[FRAME, OIL]], [[FRAME, CALM, OIL]]])(
  'what styles %j added is found and cut out',
  (styles) => {
    const found = foundStyles([NOTHING, CALM, FRAME, OIL], added('a barn', 'blurry', styles));
    expect(found).toEqual({
      prompt: 'a barn',
      negativePrompt: 'blurry',
      names: styles.map(({ name }) => name),
    });
  },
);

test.each([
  ['a barn, oil on canvas', 'blurry', 'its negative text is missing'],
  ['oil on canvas, a barn', 'photo', 'its text stands elsewhere'],
  ['a picture of', '', 'it is cut short'],
])('%s / %s: %s', (prompt, negativePrompt) => {
  expect(foundStyles([OIL, FRAME], { prompt, negativePrompt })).toEqual({
    prompt,
    negativePrompt,
    names: [],
  });
});

test('white space counts once; a style may be the whole prompt', () => {
  expect(foundStyles([OIL], { prompt: ' a  barn,\noil  on canvas ', negativePrompt: 'photo' })).toEqual({
    prompt: 'a barn',
    negativePrompt: '',
    names: ['oil'],
  });
  expect(foundStyles([CALM], { prompt: 'calm light', negativePrompt: 'x' })).toMatchObject({
    prompt: '',
    names: ['calm'],
  });
});
