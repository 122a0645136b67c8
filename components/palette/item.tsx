import { Command } from 'cmdk';
import type { ReactNode } from 'react';
import { keysOf, type ShortcutId } from '../shortcuts/shortcuts';
import { Keys } from '../ui/keys';

interface ItemProps {
  /** Tells it from all others, and is searched besides `keywords`. */
  value: string;
  keywords?: string[];
  icon?: ReactNode;
  shortcut?: ShortcutId;
  onChoose: () => void;
  children: ReactNode;
}

export function Item({ value, keywords, icon, shortcut, onChoose, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={keywords}
      onSelect={onChoose}
      className="flex min-h-9 items-center gap-3 rounded-control px-3 py-1.5 text-muted data-[selected=true]:bg-hover data-[selected=true]:text-text [&_svg]:size-4 [&_svg]:shrink-0"
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut && <Keys keys={keysOf(shortcut)} className="text-faint pointer-coarse:hidden" />}
    </Command.Item>
  );
}

export function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:text-faint"
    >
      {children}
    </Command.Group>
  );
}
