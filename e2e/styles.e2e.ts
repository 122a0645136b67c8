import { expect, test } from './support/journey';
import { putLora } from './support/model-files';
import { parametersOf } from './support/png-text';

test('styles and cards: kept, chosen, drawn with, put in, deleted and brought back', async ({
  page,
  product,
  studio,
  person,
}) => {
  await putLora(product, person.name, 'watercolour', 'soft paper');
  const negative = page.getByRole('textbox', { name: 'Negative prompt', exact: true });
  const openStyles = () => page.getByRole('button', { name: 'Styles', exact: true }).click();
  const dialog = page.getByRole('dialog');

  await studio.prompt.fill('photo of {prompt}, warm light');
  await negative.fill('blurry');
  await openStyles();
  await dialog.getByRole('button', { name: 'Keep the prompts as a style' }).click();
  await dialog.getByLabel('Name').fill('Warm');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('button', { name: 'Warm', exact: true }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const chips = page.getByRole('list', { name: 'Chosen styles' }).getByRole('listitem');
  await expect(chips).toHaveText(['Warm']);

  // It is drawn with, and the form keeps the plain words.
  await negative.fill('');
  await studio.setNumber('Sampling steps', 1);
  await studio.make('a barn');
  expect(parametersOf((await studio.download()).bytes)).toMatch(
    /^photo of a barn, warm light\nNegative prompt: blurry\n/,
  );
  await expect(studio.prompt).toHaveValue('a barn');
  await page.reload();
  await expect(chips).toHaveText(['Warm']);

  // Deleting can be taken back.
  await openStyles();
  await dialog.getByRole('button', { name: 'Delete Warm' }).click();
  await expect(dialog.getByText('There are no styles yet.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog.getByRole('button', { name: 'Warm', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(chips).toHaveText(['Warm']);
  await page.getByRole('button', { name: 'Put the chosen styles into the prompts' }).click();
  await expect(studio.prompt).toHaveValue('photo of a barn, warm light');
  await expect(negative).toHaveValue('blurry');
  await expect(chips).toHaveCount(0);

  // Cards: a click puts a LoRA in with its trigger words, another takes both out; into the prompt that was written in.
  await page.getByRole('button', { name: 'Cards', exact: true }).click();
  const cards = page.getByRole('complementary', { name: 'Cards' });
  await cards.getByRole('searchbox').fill('water');
  const card = cards.getByRole('button', { name: 'watercolour' });
  await card.click();
  await expect(studio.prompt).toHaveValue('photo of a barn, warm light, <lora:watercolour:1>, soft paper');
  await expect(card).toHaveAttribute('aria-pressed', 'true');
  await card.click();
  await expect(studio.prompt).toHaveValue('photo of a barn, warm light');
  await negative.focus();
  await card.click();
  await expect(negative).toHaveValue(/<lora:watercolour:1>/);
  await page.keyboard.press('Escape');
  await expect(cards).toBeHidden();
});
