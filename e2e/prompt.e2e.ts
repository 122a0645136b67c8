import { expectAccessible } from './support/accessible';
import { expect, test } from './support/journey';
import { putLora } from './support/model-files';

test('writing a prompt: colours, weights, suggestions, tokens', async ({ page, product, studio, person }) => {
  await putLora(product, person.name, 'watercolour');
  await page.reload();
  const { prompt } = studio;
  const marked = (look: string) => page.locator(`[aria-hidden] span.${look}`).filter({ visible: true });

  // Brackets without a partner are seen, and the tokens are those of the engine.
  await prompt.pressSequentially('a (red house, night');
  await expect(marked('text-danger')).toHaveText('(');
  await expect(page.getByText('5/75').filter({ visible: true })).toBeVisible();
  await prompt.press('End');
  await prompt.pressSequentially(')');
  await expect(marked('text-danger')).toHaveCount(0);

  // Ctrl ↑ and ↓ weigh the word at the caret; the browser's undo takes it back.
  await prompt.fill('a red house');
  await prompt.press('Home');
  for (let k = 0; k < 3; k++) await prompt.press('ArrowRight');
  await prompt.press('Control+ArrowUp');
  await prompt.press('Control+ArrowUp');
  await expect(prompt).toHaveValue('a (red:1.2) house');
  await prompt.press('Control+ArrowDown');
  await expect(prompt).toHaveValue('a (red:1.1) house');
  await prompt.press('Control+z');
  await expect(prompt).toHaveValue('a (red:1.2) house');

  // Suggestions follow the caret; arrows choose, Tab takes, Esc closes.
  await prompt.fill('');
  await prompt.pressSequentially('a house, wat');
  const list = page.getByRole('listbox', { name: 'Suggestions' });
  await expect(list.getByRole('option')).toHaveText(/watercolourLoRA/, { timeout: 30_000 });
  await expectAccessible(page);
  await prompt.press('Escape');
  await expect(list).toBeHidden();
  await prompt.pressSequentially('e');
  await prompt.press('Tab');
  await expect(prompt).toHaveValue('a house, <lora:watercolour:1>');
  await prompt.press('Control+ArrowDown');
  await expect(prompt).toHaveValue('a house, <lora:watercolour:0.95>');
  await expect(marked('bg-accent-soft')).toHaveText('<lora:watercolour:0.95>');
  await prompt.press('End');
  await prompt.pressSequentially(', <');
  await expect(list.getByRole('option', { selected: true })).toHaveText(/watercolour/);
  await prompt.press('Enter');
  await expect(prompt).toHaveValue('a house, <lora:watercolour:0.95>, <lora:watercolour:1>');

  // What an input method is still composing is left alone.
  await prompt.fill('');
  const client = await page.context().newCDPSession(page);
  await prompt.focus();
  await client.send('Input.imeSetComposition', { text: 'wat', selectionStart: 3, selectionEnd: 3 });
  await expect(prompt).toHaveValue('wat');
  await expect(list).toBeHidden();
  await client.send('Input.insertText', { text: '水彩' });
  await expect(prompt).toHaveValue('水彩');
});
