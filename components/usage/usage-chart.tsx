'use client';
import { Bar, BarChart, LabelList, ResponsiveContainer, Tooltip, XAxis } from 'recharts';
import { useLocale, useTranslations } from 'use-intl';
import type { UsageDay } from '@/lib/usage/usage-by-day';
import { shortDuration } from '../place/duration-words';
import { useTimes } from '../place/use-times';
import { longDay, shortDay } from './day-words';

/** Device time per day; the bars say their own numbers, so that no axis has to be read. */
export default function UsageChart({ days, empty }: { days: readonly UsageDay[]; empty: string }) {
  const times = useTimes();
  const locale = useLocale();
  const t = useTranslations('usage');
  const used = days.filter((day) => day.deviceMs > 0);
  const most = Math.max(...days.map((day) => day.deviceMs));
  return (
    <div
      role="img"
      aria-label={
        used.length === 0
          ? empty
          : t('chart', {
              days: used
                .map((day) => `${longDay(day.day, locale)} ${times.milliseconds(day.deviceMs)}`)
                .join('; '),
            })
      }
      className="relative size-full"
    >
      {used.length === 0 && <p className="absolute inset-0 grid place-items-center text-muted">{empty}</p>}
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={days} margin={{ top: 24, right: 24, bottom: 0, left: 24 }} accessibilityLayer={false}>
          <XAxis
            dataKey="day"
            tickFormatter={(day: string) => shortDay(day, locale)}
            tickLine={false}
            axisLine={{ stroke: 'var(--line-strong)' }}
            tick={{ fill: 'var(--faint)', fontSize: 'var(--text-small)' }}
            interval="equidistantPreserveStart"
            minTickGap={24}
          />
          <Tooltip cursor={{ fill: 'var(--hover)' }} content={<DayTip />} isAnimationActive={false} />
          <Bar dataKey="deviceMs" fill="var(--accent)" radius={3} maxBarSize={24} isAnimationActive={false}>
            <LabelList
              dataKey="deviceMs"
              position="top"
              // With many busy days only the tall bars have room for their number.
              content={<BarLabel least={used.length > 12 ? most / 3 : 0} most={most} />}
            />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

interface BarLabelProps {
  /** Milliseconds above which a bar is labelled. */
  least: number;
  /** Where bars are narrow, only the highest is labelled. */
  most: number;
  x?: number | string;
  y?: number | string;
  width?: number | string;
  value?: unknown;
}

function BarLabel({ least, most, x = 0, y = 0, width = 0, value }: BarLabelProps) {
  const words = useTranslations('times');
  const deviceMs = Number(value);
  if (!(deviceMs > least) || (Number(width) < 16 && deviceMs < most)) return null;
  return (
    <text
      x={Number(x) + Number(width) / 2}
      y={Number(y) - 8}
      textAnchor="middle"
      className="fill-muted text-small"
    >
      {shortDuration(deviceMs, words)}
    </text>
  );
}

function DayTip({ active, payload }: { active?: boolean; payload?: readonly { payload: UsageDay }[] }) {
  const times = useTimes();
  const locale = useLocale();
  const t = useTranslations('usage');
  const day = payload?.[0]?.payload;
  if (!active || !day) return null;
  return (
    <div className="rounded-control bg-popover px-3 py-2 text-small shadow-popover">
      <p className="text-muted">{longDay(day.day, locale)}</p>
      <p className="mt-1 font-medium">{times.milliseconds(day.deviceMs)}</p>
      <p className="text-muted">{t('picturesInJobs', { pictures: day.pictures, jobs: day.jobs })}</p>
    </div>
  );
}
