'use client';
import dynamic from 'next/dynamic';
import { useController } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { scriptsFor } from '@/lib/generation/series/script-fields';
import { Select } from '../../ui/select';
import type { StudioValues } from '../form/studio-values';
import { useStudio } from '../studio-context';

/** A list can't hold an empty value. */
const NONE = 'none';

/** What a script asks is fetched when one is chosen. */
const ScriptControls = dynamic(() => import('./script-controls').then((loaded) => loaded.ScriptControls));

/** Asked when Generate is pressed; while somebody types, the controls say the same. */
async function isInOrder(values: StudioValues, kind: 'txt2img' | 'img2img'): Promise<boolean> {
  if (values.script === '') return true;
  const { measured } = await import('./measured');
  return !('problem' in measured(values, kind));
}

/** Draws the request many times over, each time with something changed. */
export function ScriptSection() {
  const { form, kind } = useStudio();
  const words = useTranslations('scripts');
  const { field, fieldState } = useController<StudioValues, 'script'>({
    control: form.control,
    name: 'script',
    rules: { validate: (_, values) => isInOrder(values, kind) },
  });
  const names = scriptsFor(kind);
  const script = names.find((name) => name === field.value);
  return (
    <div
      // What is wrong is said below; whoever pressed Generate may be elsewhere on the page.
      ref={(element) => field.ref(element && { focus: () => element.scrollIntoView({ block: 'center' }) })}
      className="flex flex-col gap-3"
    >
      <Select
        label={words('script')}
        options={[
          { value: NONE, label: words('none') },
          ...names.map((name) => ({ value: name, label: words(`titles.${name}`) })),
        ]}
        value={script ?? NONE}
        onChange={(next) => field.onChange(next === NONE ? '' : next)}
        defaultValue={NONE}
        error={fieldState.error?.message}
      />
      {script && <ScriptControls script={script} />}
    </div>
  );
}
