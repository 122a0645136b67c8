import { classNames } from './class-names';

/** A person without a picture: their first letter. */
export function Avatar({ name, faded = false }: { name: string; faded?: boolean }) {
  return (
    <span
      aria-hidden
      className={classNames(
        'grid size-8 shrink-0 place-items-center rounded-full text-body font-semibold uppercase',
        faded ? 'bg-hover text-faint' : 'bg-accent-soft text-accent-text',
      )}
    >
      {[...name][0]}
    </span>
  );
}
