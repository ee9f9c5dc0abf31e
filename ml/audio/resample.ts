/** Lobes of the sinc to each side, and the Kaiser window's β: about 80 dB of what would fold back is taken out. */
const [LOBES, BETA] = [24, 8];
/** So much of the narrower band is kept whole. */
const KEPT = 0.94;

/**
 * A sound at another sample rate, without what the new one cannot hold: interpolated by a windowed sinc at the narrower of the two bands (Smith & Gossett 1984).
 * Rates are in hertz, and may have any ratio.
 */
export function resample(signal: Float32Array, from: number, to: number): Float32Array {
  if (from === to || signal.length === 0) return signal;
  const length = Math.max(1, Math.round((signal.length * to) / from));
  const band = KEPT * Math.min(1, to / from);
  const half = LOBES / band;
  const made = new Float32Array(length);
  const normal = bessel(BETA);
  for (let n = 0; n < length; n++) {
    const centre = (n * from) / to;
    const first = Math.max(0, Math.ceil(centre - half));
    const last = Math.min(signal.length - 1, Math.floor(centre + half));
    let sum = 0;
    for (let k = first; k <= last; k++) {
      const away = k - centre;
      const window = bessel(BETA * Math.sqrt(Math.max(0, 1 - (away / half) ** 2))) / normal;
      sum += (signal[k] ?? 0) * band * sinc(band * away) * window;
    }
    made[n] = sum;
  }
  return made;
}

const sinc = (x: number): number => (Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** I₀, the modified Bessel function of the first kind, as a table: it is asked for millions of times. */
function bessel(x: number): number {
  const place = (x / BETA) * (TABLE.length - 2);
  const at = Math.floor(place);
  const left = TABLE[at] ?? 0;
  return left + (place - at) * ((TABLE[at + 1] ?? 0) - left);
}

const TABLE = Float64Array.from({ length: 4_098 }, (_, place) => besselSeries((BETA * place) / 4_096));

function besselSeries(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
