'use client';
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { MenuList, menuItemClass } from '../ui/menu-list';

interface ChoiceMenuProps {
  value: string | undefined;
  choices: readonly { value: string; label: string; lang?: string }[];
  onChoose: (value: string) => void;
  onClose: () => void;
}

/** One of a few, under a button of the top bar. */
export function ChoiceMenu({ value, choices, onChoose, onClose }: ChoiceMenuProps) {
  return (
    <MenuList onClose={onClose} className="min-w-36">
      <DropdownMenu.RadioGroup value={value} onValueChange={onChoose}>
        {choices.map((choice) => (
          <DropdownMenu.RadioItem
            key={choice.value}
            value={choice.value}
            lang={choice.lang}
            className={`${menuItemClass} justify-between gap-4`}
          >
            {choice.label}
            <DropdownMenu.ItemIndicator>
              <Check aria-hidden className="size-4 text-accent-text" />
            </DropdownMenu.ItemIndicator>
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </MenuList>
  );
}
