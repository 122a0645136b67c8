import type { UsageDay } from '@/lib/usage/usage-by-day';
import { formatMilliseconds } from '../studio/job-words';
import { longDay } from './day-words';

const number = 'py-1.5 pr-4 text-right last:pr-0';

/** The numbers behind the chart, newest day first. */
export function UsageTable({ days }: { days: readonly UsageDay[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label="Usage per day" tabIndex={0} className="h-full overflow-y-auto">
      <table className="w-full">
        <thead className="sticky top-0 bg-panel text-small text-faint">
          <tr>
            <th className="py-1.5 text-left font-normal">Day</th>
            <th className={`${number} font-normal`}>Pictures</th>
            <th className={`${number} font-normal`}>Jobs</th>
            <th className={`${number} font-normal`}>Device time</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.day} className={day.jobs === 0 ? 'border-t text-faint' : 'border-t'}>
              <td className="py-1.5">{longDay(day.day)}</td>
              <td className={number}>{day.pictures}</td>
              <td className={number}>{day.jobs}</td>
              <td className={number}>{formatMilliseconds(day.deviceMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
