import { expect, test } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing';
import { addPerson } from '@/lib/jobs/testing';
import { changeOffered, changeOptions, generationOptions, listOffered, startPage } from '.';
import { fitsControl, OPTION_GROUPS, type OptionControl } from './offered-options';
import { OPTIONS } from './option-table';
import { storedOptions } from './stored-options';

useTestDatabase();

async function valuesOf(userId: string): Promise<Record<string, unknown>> {
  const { groups } = await listOffered(userId);
  return Object.fromEntries(groups.flatMap(({ options }) => options.map(({ key, value }) => [key, value])));
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    ({ code, status }) => `${status} ${code}`,
  );

test('what is offered is an option of the API, and its usual value is allowed', async () => {
  const { groups } = await listOffered(await addPerson());
  for (const { id, options } of groups) {
    const controls: Record<string, OptionControl> = OPTION_GROUPS[id];
    for (const { key, value, usual } of options) {
      expect(Object.keys(OPTIONS)).toContain(key);
      expect(fitsControl(controls[key]!, usual), key).toBe(true);
      expect(value).toEqual(usual);
    }
  }
});

test('a setting is what pictures are drawn with; set back, nothing is stored', async () => {
  const userId = await addPerson();
  await changeOffered(userId, { set: { CLIP_stop_at_last_layers: 2, sigma_max: 12.5, tiling: true } });
  const { clipSkip, details, request } = await generationOptions(userId);
  expect([clipSkip, details.tiling, request.sigma_max]).toEqual([2, true, 12.5]);
  expect(await valuesOf(userId)).toMatchObject({ CLIP_stop_at_last_layers: 2, tiling: true });
  await changeOffered(userId, { reset: ['CLIP_stop_at_last_layers', 'sigma_max', 'tiling'] });
  expect(await storedOptions(userId)).toEqual({});
});

test('two who change different settings at once do not undo each other', async () => {
  const userId = await addPerson();
  const changes = [{ s_churn: 1 }, { s_noise: 0.5 }, { tiling: true }, { sd_vae: 'None' }, { rho: 3 }];
  await Promise.all(changes.map((set) => changeOffered(userId, { set })));
  expect(await valuesOf(userId)).toMatchObject(Object.assign({}, ...changes));
});

test('what is no setting, or makes no sense, is refused and changes nothing', async () => {
  const userId = await addPerson();
  expect(await refusal(changeOffered(userId, { set: { tiling: true, save_write_log_csv: true } }))).toBe(
    '404 unknown_option',
  );
  for (const set of [
    { tiling: 'yes' },
    { uni_pc_order: 2.5 },
    { s_noise: 7 },
    { emphasis: 'Loud' },
    { img2img_background_color: 'red' },
    { sd_vae: '' },
    { samples_format: 'tiff' },
    { samples_filename_pattern: 'x'.repeat(501) },
    { directories_filename_pattern: 7 },
  ])
    expect(await refusal(changeOffered(userId, { set })), JSON.stringify(set)).toBe('422 option_not_allowed');
  expect(await storedOptions(userId)).toEqual({});
});

test('what programs stored that makes no sense is shown as what is used instead', async () => {
  const userId = await addPerson();
  await changeOptions(userId, { s_noise: 'loud', upscaler_for_img2img: null, atelier_start_page: 'moon' });
  expect(await valuesOf(userId)).toMatchObject({ s_noise: 1, upscaler_for_img2img: 'None' });
  expect(await startPage(userId)).toBe('txt2img');
  await changeOffered(userId, { set: { atelier_start_page: 'gallery' } });
  expect(await startPage(userId)).toBe('gallery');
});
