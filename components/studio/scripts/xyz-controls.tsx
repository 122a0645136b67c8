'use client';
import { ArrowLeftRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { AXIS_NAMES, type AxisName } from '@/lib/generation/series/script-fields';
import { Button } from '../../ui/button';
import { Switch } from '../../ui/switch';
import { AxisControls } from './axis-controls';
import { MarginControl } from './margin-control';
import { type ScriptControlsProps, useScriptFields } from './use-script-fields';

const PAIRS: readonly (readonly [AxisName, AxisName])[] = [
  ['x', 'y'],
  ['y', 'z'],
  ['x', 'z'],
];
const OPTIONS = ['legend', 'loneImages', 'keepSeeds'] as const;

/** Every value of one axis with every value of the others. */
export function XyzControls({ errorOf }: ScriptControlsProps) {
  const words = useTranslations('scripts.xyz');
  const [fields, change] = useScriptFields('xyz');
  const used = AXIS_NAMES.filter((name) => fields[name].type !== 'Nothing');
  return (
    <>
      {AXIS_NAMES.map((name) => (
        <AxisControls
          key={name}
          name={name}
          fields={fields[name]}
          onChange={(axis) => change({ [name]: axis })}
          error={errorOf(name)}
        />
      ))}
      <div className="flex gap-1">
        {PAIRS.map(([one, other]) => {
          const [first, second] = [one.toUpperCase(), other.toUpperCase()];
          return (
            <Button
              key={first + second}
              look="outlined"
              aria-label={words('swap', { one: first, other: second })}
              onClick={() => change({ [one]: fields[other], [other]: fields[one] })}
              className="flex-1 px-2"
            >
              {first}
              <ArrowLeftRight />
              {second}
            </Button>
          );
        })}
      </div>
      <div>
        {OPTIONS.map((name) => (
          <Switch
            key={name}
            label={words(name)}
            checked={fields[name]}
            onChange={(checked) => change({ [name]: checked })}
          />
        ))}
        {used.includes('z') && (
          <Switch
            label={words('subGrids')}
            checked={fields.subGrids}
            onChange={(subGrids) => change({ subGrids })}
          />
        )}
        {used.map((name) => (
          <Switch
            key={name}
            label={words('varySeeds', { axis: name.toUpperCase() })}
            checked={fields.varySeeds[name]}
            onChange={(checked) => change({ varySeeds: { ...fields.varySeeds, [name]: checked } })}
          />
        ))}
      </div>
      <MarginControl
        value={fields.margin}
        onChange={(margin) => change({ margin })}
        error={errorOf('margin')}
      />
    </>
  );
}
