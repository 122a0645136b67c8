'use client';
import { ArrowLeftRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { EXTRAS_DEFAULTS, EXTRAS_LIMITS, type ExtrasSettings } from '@/lib/extras/extras-settings';
import { type ImageUpscaler, UPSCALERS } from '@/lib/generation/upscalers';
import { IconButton } from '../ui/icon-button';
import { NumberField } from '../ui/number-field';
import { Select } from '../ui/select';
import { Switch } from '../ui/switch';
import { Segments } from './segments';

interface ExtrasControlsProps {
  settings: ExtrasSettings;
  onChange: (change: Partial<ExtrasSettings>) => void;
}

/** What is done with a picture, in the words and the order of the known web UI. */
export function ExtrasControls({ settings, onChange }: ExtrasControlsProps) {
  const words = useTranslations('extras');
  const { scale, side } = EXTRAS_LIMITS;
  const options = UPSCALERS.map((name) => ({ value: name, label: name === 'None' ? words('none') : name }));
  const number = (name: 'scale' | 'maxSide' | 'width' | 'height' | 'secondVisibility') => ({
    value: settings[name],
    defaultValue: EXTRAS_DEFAULTS[name],
    onChange: (value: number) => onChange({ [name]: value }),
  });
  return (
    <div className="flex flex-col gap-4">
      <Select
        label={words('upscaler1')}
        value={settings.upscaler}
        defaultValue={EXTRAS_DEFAULTS.upscaler}
        options={options}
        onChange={(upscaler) => onChange({ upscaler: upscaler as ImageUpscaler })}
      />
      <div className="grid grid-cols-2 items-start gap-2">
        <Select
          label={words('upscaler2')}
          value={settings.secondUpscaler}
          defaultValue={EXTRAS_DEFAULTS.secondUpscaler}
          options={options}
          onChange={(secondUpscaler) => onChange({ secondUpscaler: secondUpscaler as ImageUpscaler })}
        />
        <NumberField
          label={words('fields.visibility')}
          min={0}
          max={1}
          step={0.01}
          {...number('secondVisibility')}
        />
      </div>
      <Segments
        label={words('resizeTabs')}
        value={settings.resize}
        options={[
          { value: 'by', label: words('scaleBy') },
          { value: 'to', label: words('scaleTo') },
        ]}
        onChange={(resize) => onChange({ resize })}
      />
      {settings.resize === 'by' ? (
        <div className="grid grid-cols-2 items-start gap-2">
          <NumberField label={words('fields.scale')} {...scale} step={0.05} {...number('scale')} />
          <NumberField
            label={words('fields.maxSide')}
            min={0}
            max={side.max}
            step={8}
            scale={false}
            {...number('maxSide')}
          />
        </div>
      ) : (
        <>
          <div className="grid grid-cols-[1fr_auto_1fr] gap-1">
            <NumberField
              label={words('fields.width')}
              {...side}
              step={8}
              scale={false}
              {...number('width')}
            />
            <IconButton
              label={words('swap')}
              className="mt-5"
              onClick={() => onChange({ width: settings.height, height: settings.width })}
            >
              <ArrowLeftRight />
            </IconButton>
            <NumberField
              label={words('fields.height')}
              {...side}
              step={8}
              scale={false}
              {...number('height')}
            />
          </div>
          <Switch label={words('crop')} checked={settings.crop} onChange={(crop) => onChange({ crop })} />
        </>
      )}
    </div>
  );
}
