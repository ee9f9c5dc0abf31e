import { type PointerEvent, useEffect, useRef } from 'react';
import { useTheme } from '@/app/ui/theme';
import { colorOf, drawPoints, SURFACE_COLOR } from './draw-points';
import type { Place, planeOf } from './plane';
import { readable, type ViewerProps } from './props';
import { isRing, seriesColor } from './series-color';
import styles from './viewers.module.css';

interface ScatterProps extends ViewerProps<'scatter'> {
  /** A place that is marked with a cross. */
  readonly mark?: Place | null;
  /** Told where the pointer is, and where it presses. */
  readonly onPoint?: (place: Place, pressed: boolean) => void;
}

/** More classes have no colours that could be told apart. */
const MOST_NAMED = 24;

/** Points in a plane: given ones small and pale, made ones over them; classes in colours of their own; under them a surface, where there is one. */
export function ScatterView({ view, large, mark = null, onPoint }: ScatterProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const plane = useRef<ReturnType<typeof planeOf> | null>(null);
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are the theme's
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const draw = () => {
      plane.current = drawPoints(element, view, large ? 2.1 : 1.4, mark);
    };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [view, large, theme, mark]);
  const point = (event: PointerEvent<HTMLCanvasElement>, pressed: boolean) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    if (plane.current) onPoint?.(plane.current.toPlace([event.clientX - left, event.clientY - top]), pressed);
  };
  const { series, classes, surface, caption } = view;
  return (
    <>
      <canvas
        ref={canvas}
        className={styles.scatter}
        role="img"
        aria-label={inWords(view)}
        {...(onPoint && {
          'data-pointed': true,
          onPointerMove: (event) => point(event, false),
          onPointerDown: (event) => point(event, true),
        })}
      />
      {(large || series.length > 1 || surface) && (
        <p className={styles.legend}>
          {classes
            ? classes.slice(0, MOST_NAMED).map((name, index) => (
                <span key={name}>
                  <i
                    className={styles.dot}
                    style={{ borderColor: seriesColor(index), background: isRing(index) ? 'none' : seriesColor(index) }}
                  />
                  {name}
                </span>
              ))
            : series.map(({ name, points, role }, index) => (
                <span key={name}>
                  <i style={{ background: colorOf(index, role) }} />
                  {name} {large && <b>{(points.length / 2).toLocaleString('en')}</b>}
                </span>
              ))}
          {classes && classes.length > MOST_NAMED && (
            <span>and {(classes.length - MOST_NAMED).toLocaleString('en')} more</span>
          )}
          {surface && (
            <span>
              <i style={{ background: SURFACE_COLOR }} />
              {surface.measures}
              {large && ` ${readable(Math.min(...surface.values))} to ${readable(Math.max(...surface.values))}`}
            </span>
          )}
        </p>
      )}
      {caption && <p className={styles.soft}>{caption}</p>}
    </>
  );
}

const inWords = ({ series, surface }: ViewerProps<'scatter'>['view']): string =>
  [
    ...series.map(({ name, points }) => `${name}: ${(points.length / 2).toLocaleString('en')} points`),
    ...(surface ? [`under them ${surface.measures}`] : []),
  ].join('; ');
