'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Dialog } from '../ui/dialog';
import { Keys } from '../ui/keys';
import { SHORTCUT_GROUPS, type ShortcutId, shortcuts } from './shortcuts';

interface ShortcutOverlayProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const all = Object.entries(shortcuts) as [ShortcutId, (typeof shortcuts)[ShortcutId]][];

export function ShortcutOverlay({ open, onOpenChange }: ShortcutOverlayProps) {
  const t = useTranslations('shortcuts');
  const title = useTranslations('frame')('shortcuts');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title}>
      <div className="-mb-6 gap-6 wide:columns-2">
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group} className="mb-6 break-inside-avoid">
            <h3 className="mb-2 text-small text-faint">{t(`groups.${group}`)}</h3>
            <dl>
              {all
                .filter(([, shortcut]) => shortcut.group === group)
                .map(([id, { keys }]) => (
                  <div
                    key={id}
                    className="flex min-h-8 items-center justify-between gap-4 border-b last:border-0"
                  >
                    <dt>{t(`acts.${id}`)}</dt>
                    <dd className="text-muted">
                      <Keys keys={keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section className="mb-6 break-inside-avoid">
          <h3 className="mb-2 text-small text-faint">{t('numbers')}</h3>
          <p className="text-muted">{t('numbersHelp')}</p>
          <p className="mt-3 text-muted">
            {t.rich('more', {
              help: (words) => (
                <Link
                  href="/help"
                  onClick={() => onOpenChange(false)}
                  className="text-accent-text underline underline-offset-2"
                >
                  {words}
                </Link>
              ),
            })}
          </p>
        </section>
      </div>
    </Dialog>
  );
}
