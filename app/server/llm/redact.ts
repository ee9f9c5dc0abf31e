/** Shown where a key stood. */
const GONE = '[key]';
/**
 * A part of a key as long as this is taken out as well. What is shorter as a whole is no secret, but what services on this machine take for one, and stands
 * in the words of answers.
 */
const PART = 8;

/** Takes a key out of a text that came from outside: whole, in base64, or a longer part of it. */
export function redact(text: string, key: string | null): string {
  if (!key || key.length < PART) return text;
  const whole = formsOf(key).reduce((left, form) => left.replaceAll(form, GONE), text);
  const parts = new Set(Array.from({ length: key.length - PART + 1 }, (_, at) => key.slice(at, at + PART)));
  let out = '';
  for (let at = 0; at < whole.length; ) {
    if (!parts.has(whole.slice(at, at + PART))) {
      out += whole[at++];
      continue;
    }
    at += PART;
    while (at < whole.length && parts.has(whole.slice(at - PART + 1, at + 1))) at++;
    out += GONE;
  }
  return out;
}

/** The same for a text that comes in pieces: what may be the beginning of a key is held back until the next piece tells. */
export function pieceRedactor(key: string | null): { push(piece: string): string; end(): string } {
  const forms = key && key.length >= PART ? formsOf(key) : [];
  let held = '';
  return {
    push(piece) {
      const text = forms.reduce((left, form) => left.replaceAll(form, GONE), held + piece);
      const length = Math.max(0, ...forms.map((form) => beginningAtEnd(text, form)));
      held = text.slice(text.length - length);
      return text.slice(0, text.length - length);
    },
    end() {
      const rest = redact(held, key);
      held = '';
      return rest;
    },
  };
}

const formsOf = (key: string): readonly string[] => {
  const base64 = Buffer.from(key, 'utf8').toString('base64').replace(/=+$/, '');
  return [key, base64, base64.replaceAll('+', '-').replaceAll('/', '_')];
};

/** How many characters at the end of a text are the beginning of another. */
function beginningAtEnd(text: string, of: string): number {
  for (let length = Math.min(text.length, of.length - 1); length > 0; length--)
    if (text.endsWith(of.slice(0, length))) return length;
  return 0;
}
