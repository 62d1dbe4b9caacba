import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js';
import { useEffect, useRef } from 'react';
import { formatDay } from '../../src-shared/i18n/index.ts';
import type { Day } from '../../src-shared/kernel/index.ts';
import { useTexts } from '../data/language.tsx';
import { useStillMotion } from './media.ts';
import styles from './mini-chart.module.css';

Chart.register(BarController, BarElement, CategoryScale, Filler, LinearScale, LineController, LineElement, PointElement);

interface MiniChartProps {
  kind: 'line' | 'bar';
  series: readonly { day: Day; value: number }[];
  /** Says what is drawn to who cannot see it; the values follow it. */
  label: string;
  format(value: number): string;
}

/** A figure over the last days, 56 px high; the last day stands out. */
export function MiniChart({ kind, series, label, format }: MiniChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { language } = useTexts();
  const still = useStillMotion();
  useEffect(() => {
    if (!canvas.current) return;
    const chart = new Chart(canvas.current, configuration(kind, series, getComputedStyle(canvas.current), still));
    return () => chart.destroy();
  }, [kind, series, still]);
  const spoken = series.map(({ day, value }) => `${formatDay(day, language)}: ${format(value)}`).join('; ');
  return (
    <div className={styles.chart}>
      <canvas ref={canvas} role="img" aria-label={`${label}. ${spoken}`} />
    </div>
  );
}

function configuration(
  kind: MiniChartProps['kind'],
  series: MiniChartProps['series'],
  style: CSSStyleDeclaration,
  still: boolean,
): ChartConfiguration<'bar' | 'line'> {
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const [strong, soft] = [token('--colorBrandBackground'), token('--colorBrandBackground2')];
  const last = series.length - 1;
  return {
    type: kind,
    data: {
      labels: series.map(({ day }) => day),
      datasets: [
        {
          data: series.map(({ value }) => value),
          backgroundColor: kind === 'bar' ? series.map((_, index) => (index === last ? strong : soft)) : soft,
          borderColor: strong,
          borderWidth: kind === 'bar' ? 0 : 2,
          ...(kind === 'bar' ? { borderRadius: 3, maxBarThickness: 24 } : { fill: true, tension: 0, pointBackgroundColor: strong }),
          ...(kind === 'line' ? { pointRadius: series.map((_, index) => (index === last ? 3 : 0)) } : {}),
        },
      ],
    },
    options: {
      animation: still ? false : { duration: 100 },
      maintainAspectRatio: false,
      events: [],
      layout: { padding: 4 },
      scales: { x: { display: false }, y: { display: false, beginAtZero: kind === 'bar', grace: '10%' } },
    },
  };
}
