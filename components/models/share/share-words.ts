import type { ModelKind } from '@/lib/catalog/model-view';
import type { SharedModelView } from '@/lib/sharing/shared-model-view';

/** What becomes of the jobs that mean a model which is taken away. */
export function jobsWords(jobs: number, kind: ModelKind): string {
  if (jobs === 0) return 'No job waits for it.';
  const those = jobs === 1 ? '1 job waits for it or runs with it' : `${jobs} jobs wait for it or run with it`;
  return kind === 'checkpoint'
    ? `${those}: what has not begun ends with an error that says so.`
    : `${those}: what has not begun is drawn without it, and says so.`;
}

/** Who may use a shared model, in a few words. */
export function accessWords({
  access,
  teams,
  usuallySeen,
}: Pick<SharedModelView, 'access' | 'teams' | 'usuallySeen'>) {
  if (access === 'all') return 'Everybody';
  if (access === 'usual') return usuallySeen ? 'Everybody (start flags)' : 'Nobody (start flags)';
  return teams.map(({ name, archived }) => (archived ? `${name} (archived)` : name)).join(', ');
}
