import dynamic from 'next/dynamic';
import { PictureView } from './PictureView';
import { readable, type ViewerProps } from './props';
import { Sparkline } from './Sparkline';
import { seriesColor } from './series-color';
import styles from './viewers.module.css';

const Plot = dynamic(() => import('./Plot'), { ssr: false, loading: () => <p className={styles.soft}>Drawing …</p> });

/** Curves that a node has room to name. */
const NAMED = 4;

/** Curves over steps: a light drawing inside a node, a plot with axes and values under the pointer where there is room. */
export function CurvesView({ view, large }: ViewerProps<'curves'>) {
  const { series, readings, sample, picture, warning } = view;
  return (
    <>
      {large ? <Plot {...view} /> : <Sparkline series={series} />}
      {!large && (
        <p className={styles.legend}>
          {series.slice(0, NAMED).map(({ name, y }, index) => (
            <span key={name}>
              <i style={{ background: seriesColor(index) }} />
              {name} {readable(y.at(-1) ?? Number.NaN)}
            </span>
          ))}
          {series.length > NAMED && <span>and {series.length - NAMED} more</span>}
        </p>
      )}
      {readings && readings.length > 0 && (
        <p className={styles.readings}>
          {readings.slice(0, large ? readings.length : 3).map(({ label, value, unit }) => (
            <span key={label}>
              {label} <b>{readable(value)}</b> {unit}
            </span>
          ))}
        </p>
      )}
      <PictureView picture={picture} large={large} />
      {warning && <p className={styles.warning}>{warning}</p>}
      {sample?.trim() && <p className={styles.sample}>{sample.trimStart()}</p>}
    </>
  );
}
