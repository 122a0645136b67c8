'use client';
import { ArrowLeftRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { classNames } from '../../ui/class-names';
import { IconButton } from '../../ui/icon-button';
import { useStudio } from '../studio-context';
import { NumberControl } from './number-control';
import { presetsFor, type SizePreset } from './size-presets';

export function SizeControl() {
  const { form, defaults } = useStudio();
  const words = useTranslations('form');
  const [width, height] = form.watch(['width', 'height']);
  const setSize = (size: { width: number; height: number }) => {
    form.setValue('width', size.width, { shouldValidate: true, shouldDirty: true });
    form.setValue('height', size.height, { shouldValidate: true, shouldDirty: true });
  };
  return (
    <div>
      <div className="grid grid-cols-[1fr_auto_1fr] gap-1">
        <NumberControl name="width" />
        <IconButton
          label={words('size.swap')}
          className="mt-5"
          onClick={() => setSize({ width: height, height: width })}
        >
          <ArrowLeftRight />
        </IconButton>
        <NumberControl name="height" />
      </div>
      <fieldset className="mt-2 flex gap-1">
        <legend className="sr-only">{words('size.ratio')}</legend>
        {presetsFor(defaults.width).map((preset) => (
          <Preset
            key={preset.label}
            preset={preset}
            chosen={preset.width === width && preset.height === height}
            onChoose={() => setSize(preset)}
          />
        ))}
      </fieldset>
    </div>
  );
}

interface PresetProps {
  preset: SizePreset;
  chosen: boolean;
  onChoose: () => void;
}

function Preset({ preset, chosen, onChoose }: PresetProps) {
  const { label, width, height } = preset;
  const scale = 12 / Math.max(width, height);
  return (
    <button
      type="button"
      aria-pressed={chosen}
      title={`${width} × ${height}`}
      onClick={onChoose}
      className={classNames(
        'flex control-height min-w-0 flex-1 items-center justify-center gap-1.5 rounded-control text-small transition-colors quick',
        chosen ? 'bg-accent-soft text-accent-text' : 'bg-raised text-muted hover:bg-hover hover:text-text',
      )}
    >
      <span
        aria-hidden
        className="border border-current"
        style={{ width: width * scale, height: height * scale }}
      />
      {label}
    </button>
  );
}
