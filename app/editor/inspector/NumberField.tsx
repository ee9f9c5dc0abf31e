import { Slider } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import type { Field, Json } from '@/graph';
import styles from './inspector.module.css';

interface NumberFieldProps {
  readonly id: string;
  readonly field: Field;
  readonly value: number | null;
  readonly onChange: (value: Json, gesture?: string) => void;
}
const TICKS = 1000;
/** The widest range that a slider spreads evenly: a tick is a hundred then. */
const WIDEST = 100_000;

/**
 * A slider where both ends are known and a step of it means something, spread as the parameter asks; and always a number that can be typed. Bounds that are
 * there only to bound leave it out.
 */
export function NumberField({ id, field, value, onChange }: NumberFieldProps) {
  const { min, max } = field;
  // Each time the thumb is taken and let go is one step back for undo.
  const slides = useRef(0);
  return (
    <div className={styles.number}>
      {min !== undefined && max !== undefined && (field.scale === 'log' || max - min <= WIDEST) && (
        <Slider.Root
          className={styles.slider}
          min={0}
          max={TICKS}
          value={[toTick(value ?? min, field)]}
          onValueChange={([tick]) => onChange(fromTick(tick ?? 0, field), `slide ${field.name} ${slides.current}`)}
          onValueCommit={() => {
            slides.current++;
          }}
        >
          <Slider.Track className={styles.track}>
            <Slider.Range className={styles.range} />
          </Slider.Track>
          <Slider.Thumb
            className={styles.thumb}
            aria-label={field.label}
            aria-valuetext={[written(value), field.unit].filter(Boolean).join(' ')}
          />
        </Slider.Root>
      )}
      <TypedNumber id={id} field={field} value={value} onChange={onChange} />
    </div>
  );
}

/** Takes what is typed when the user is done, so that an unfinished number changes nothing. */
function TypedNumber({ id, field, value, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState(written(value));
  useEffect(() => setDraft(written(value)), [value]);
  const finish = () => {
    const text = draft.trim().replaceAll(',', '');
    if (text === '' && field.nullable) return onChange(null);
    const number = Number(text);
    if (text === '' || !Number.isFinite(number)) return setDraft(written(value));
    // Out of range is kept as typed: the checker says what is wrong with it.
    if (number !== value) onChange(field.type === 'integer' ? Math.round(number) : number);
  };
  return (
    <input
      id={id}
      className={`${styles.typed} num`}
      inputMode="decimal"
      value={draft}
      placeholder={field.nullable ? 'none' : ''}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
        if (event.key === 'Escape') setDraft(written(value));
      }}
    />
  );
}

/** `2,000`, `0.0002`: large numbers are easier to read in threes. */
const written = (value: number | null): string =>
  value === null ? '' : Number.isInteger(value) ? value.toLocaleString('en') : String(value);

/** From 0 the logarithm starts at a thousandth of the range. */
const floorOf = ({ min = 0, max = 1 }: Field) => (min > 0 ? min : Math.max(1e-9, max / 1000));

function toTick(value: number, field: Field): number {
  const { min = 0, max = 1, scale } = field;
  const low = floorOf(field);
  const share =
    scale === 'log' ? Math.log(Math.max(value, low) / low) / Math.log(max / low) : (value - min) / (max - min);
  return Math.round(Math.min(1, Math.max(0, share)) * TICKS);
}

function fromTick(tick: number, field: Field): number {
  const { min = 0, max = 1, scale, step } = field;
  const share = tick / TICKS;
  const low = floorOf(field);
  if (scale === 'log' && tick === 0) return min;
  const raw = scale === 'log' ? low * (max / low) ** share : min + share * (max - min);
  if (field.type === 'integer') return Math.min(max, Math.max(min, roundTo(raw, raw >= 100 ? 2 : 8)));
  const stepped = step ? Math.round(raw / step) * step : raw;
  return Math.min(max, Math.max(min, Number(stepped.toPrecision(scale === 'log' ? 2 : 3))));
}

/** Large whole numbers move in round steps: 1,200, not 1,187. */
const roundTo = (value: number, digits: number): number => Math.round(Number(value.toPrecision(digits)));
