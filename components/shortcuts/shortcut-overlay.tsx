'use client';
import { Dialog } from '../ui/dialog';
import { Keys } from '../ui/keys';
import { shortcuts } from './shortcuts';

const groups = ['Making', 'Picture', 'Canvas', 'Gallery', 'Models', 'Files', 'Atelier'] as const;

interface ShortcutOverlayProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function ShortcutOverlay({ open, onOpenChange }: ShortcutOverlayProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <div className="grid gap-6 wide:grid-cols-2">
        {groups.map((group) => (
          <section key={group}>
            <h3 className="mb-2 text-small text-faint">{group}</h3>
            <dl>
              {Object.values(shortcuts)
                .filter((shortcut) => shortcut.group === group)
                .map((shortcut) => (
                  <div
                    key={shortcut.label}
                    className="flex h-8 items-center justify-between border-b last:border-0"
                  >
                    <dt>{shortcut.label}</dt>
                    <dd className="text-muted">
                      <Keys keys={shortcut.keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3 className="mb-2 text-small text-faint">Numbers</h3>
          <p className="text-muted">
            Drag the name sideways, or use the up and down arrow keys; with Shift, ten times as far.
            Double-click the name to go back to the default.
          </p>
        </section>
      </div>
    </Dialog>
  );
}
