import { expect, test } from './support/journey';
import { parametersOf } from './support/png-text';

test('a program draws from a picture; both are in the studio, with what made them', async ({
  page,
  studio,
  product,
  person,
}) => {
  await studio.setNumber('Sampling steps', 6);
  await studio.make('a cute dog');
  const { bytes } = await studio.download();

  const answer = await fetch(`${product.url}/sdapi/v1/img2img`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${person.name}:${person.password}`)}` },
    body: JSON.stringify({
      prompt: 'a red house, night sky',
      // As large as photographs are: line breaks in base64 count for nothing.
      init_images: [`data:image/png;base64,${'\n'.repeat(16 * 2 ** 20)}${bytes.toString('base64')}`],
      denoising_strength: 0.6,
      width: 128,
      height: 128,
      steps: 6,
      save_images: true,
    }),
  });
  const { images } = (await answer.json()) as { images: string[] };
  expect(parametersOf(Buffer.from(images[0]!, 'base64'))).toContain('Denoising strength: 0.6');

  await expect(studio.thumbnails()).toHaveCount(2);
  await studio.thumbnails().first().click();
  await expect(studio.stage).toContainText('a red house, night sky');
  await expect(studio.stage).toContainText('Denoising 0.6');
  await expect(studio.stage).toContainText('128 × 128');
  await studio.stage.getByRole('button', { name: 'Reuse parameters' }).click();
  await expect(studio.prompt).toHaveValue('a red house, night sky');

  // What it began with is still there.
  await page.getByRole('link', { name: 'Queue' }).click();
  const ended = page.getByRole('region', { name: 'Ended today' }).getByRole('listitem');
  await ended.filter({ hasText: 'night sky' }).getByRole('button', { name: 'Again' }).click();
  await expect(ended).toHaveText([/night sky.*Done/, /night sky/, /cute dog/]);
  await page.goBack();
  await page.reload();
  await expect(studio.thumbnails()).toHaveCount(3);
});
