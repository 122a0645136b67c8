import type { ModelKind } from '@/lib/catalog/model-view';
import type { Words } from '@/lib/i18n/words';
import type { SharedModelView } from '@/lib/sharing/shared-model-view';

/** What becomes of the jobs that mean a model which is taken away. */
export function jobsWords(jobs: number, kind: ModelKind, t: Words<'models'>): string {
  if (jobs === 0) return t('jobs.none');
  return t(kind === 'checkpoint' ? 'jobs.failing' : 'jobs.without', { count: jobs });
}

/** Who may use a shared model, in a few words. */
export function accessWords(
  { access, teams, usuallySeen }: Pick<SharedModelView, 'access' | 'teams' | 'usuallySeen'>,
  t: Words<'models'>,
): string {
  if (access === 'all') return t('access.everybody');
  if (access === 'usual') return t(usuallySeen ? 'access.everybodyByFlags' : 'access.nobodyByFlags');
  return teams.map(({ name, archived }) => (archived ? t('access.archivedTeam', { name }) : name)).join(', ');
}
