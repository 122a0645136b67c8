import { useLocale, useTranslations } from 'use-intl';
import type { UsageDay } from '@/lib/usage/usage-by-day';
import { useTimes } from '../place/use-times';
import { longDay } from './day-words';

const number = 'py-1.5 pr-4 text-right last:pr-0';

/** The numbers behind the chart, newest day first. */
export function UsageTable({ days }: { days: readonly UsageDay[] }) {
  const times = useTimes();
  const locale = useLocale();
  const t = useTranslations('usage');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={t('usagePerDay')} tabIndex={0} className="h-full overflow-y-auto">
      <table className="w-full">
        <thead className="sticky top-0 bg-panel text-small text-faint">
          <tr>
            <th className="py-1.5 text-left font-normal">{t('day')}</th>
            <th className={`${number} font-normal`}>{t('pictures')}</th>
            <th className={`${number} font-normal`}>{t('jobs')}</th>
            <th className={`${number} font-normal`}>{t('deviceTime')}</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.day} className={day.jobs === 0 ? 'border-t text-faint' : 'border-t'}>
              <td className="py-1.5">{longDay(day.day, locale)}</td>
              <td className={number}>{day.pictures.toLocaleString(locale)}</td>
              <td className={number}>{day.jobs.toLocaleString(locale)}</td>
              <td className={number}>{times.milliseconds(day.deviceMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
