import ipaddr from 'ipaddr.js';
import { IBAN_LENGTHS } from './iban-lengths';

/** What of people can be found by how it is written. */
export const PERSONAL_DATA = ['email', 'phone', 'card', 'iban', 'ip'] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA)[number];

/** A stretch of a text, `[start, end)`. */
export interface FoundData {
  readonly kind: PersonalDataKind;
  readonly start: number;
  readonly end: number;
}

/** How each kind begins to look, and how much of a match is one: its length, or 0. Every repetition has a bound, so a search takes time in the text's length. */
const PATTERNS: readonly (readonly [PersonalDataKind, RegExp, (match: string) => number])[] = [
  [
    'email',
    /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu,
    (match) => (/\.[\p{L}\p{N}-]*\p{L}$/u.test(match) ? match.length : 0),
  ],
  ['iban', /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]){11,30}/g, ibanLength],
  ['card', /(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])/g, cardLength],
  // With an IPv4 address at its end where it stands for one (RFC 4291, 2.2): `::ffff:192.0.2.17`.
  [
    'ip',
    /(?<![\p{L}\p{N}.]|[\da-f:]:)[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}(?![\p{L}\p{N}:]|\.\d)/giu,
    ipLength,
  ],
  ['ip', /(?<![\p{L}\p{N}.])\d{1,3}(?:\.\d{1,3}){3}(?![\p{L}\p{N}]|\.\d)/gu, ipLength],
  [
    'phone',
    /(?<![\p{L}\p{N}.,\-/])(?:\+|00)?(?:\(\d{1,5}\)|\d{1,5})(?:[ ./-]{0,2}(?:\(\d{1,4}\)|\d{2,5})){1,6}(?![\p{L}\p{N}])/gu,
    (match) => (isPhone(match) ? match.length : 0),
  ],
];

/** E-mail addresses, telephone numbers, card numbers, IBANs and addresses of computers, in order; of two that overlap the surer one, by its check digits. */
export function findPersonalData(text: string, kinds: readonly PersonalDataKind[] = PERSONAL_DATA): FoundData[] {
  const found: FoundData[] = [];
  for (const [kind, pattern, lengthOf] of PATTERNS) {
    if (!kinds.includes(kind)) continue;
    const search = new RegExp(pattern);
    for (let match = search.exec(text); match; match = search.exec(text)) {
      const length = lengthOf(match[0]);
      const [start, end] = [match.index, match.index + length];
      // Words in capitals beside an account number, and other numbers beside that of a card, look like a part of it, or of one before it.
      if (length > 0) search.lastIndex = end;
      else if (kind === 'iban' || kind === 'card') search.lastIndex = start + 1;
      if (length > 0 && found.every((other) => end <= other.start || start >= other.end))
        found.push({ kind, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The check of Luhn (ISO/IEC 7812): every second digit from the right counts double. */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const value = Number(digits[digits.length - 1 - place]) * (place % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return digits !== '' && sum % 10 === 0;
}

/** The check of an IBAN (ISO 7064, mod 97-10): turned round and with letters as numbers, it leaves 1. */
export function isIban(account: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(account) || IBAN_LENGTHS[account.slice(0, 2)] !== account.length) return false;
  const turned = account.slice(4) + account.slice(0, 4);
  return (
    [...turned].reduce((rest, sign) => {
      const value = Number.parseInt(sign, 36);
      return (rest * (value > 9 ? 100 : 10) + value) % 97;
    }, 0) === 1
  );
}

/** The stretch at the beginning that is a card’s number: after a space its last month or its security code may follow. */
function cardLength(match: string): number {
  if (!/^[2-6]/.test(match)) return 0;
  for (let end = match.length; end >= SHORTEST_CARD; end = match.lastIndexOf(' ', end - 1)) {
    const digits = match.slice(0, end).replace(/\D/g, '');
    if (digits.length >= SHORTEST_CARD && isLuhn(digits)) return end;
  }
  return 0;
}

const SHORTEST_CARD = 13;

/** The stretch at the beginning that is an account number: words may follow in capitals. */
function ibanLength(match: string): number {
  const length = IBAN_LENGTHS[match.slice(0, 2).toUpperCase()] ?? 0;
  let [signs, at] = [0, 0];
  while (at < match.length && signs < length) if (match[at++] !== ' ') signs += 1;
  return signs === length && isIban(match.slice(0, at).replaceAll(' ', '').toUpperCase()) ? at : 0;
}

/** Two colons alone, or between letters, are no address, though they could be one. */
function ipLength(match: string): number {
  return match.length > 2 && /\d.*[.:]|[.:].*\d/.test(match) && ipaddr.isValid(match) ? match.length : 0;
}

/** Dates, and large numbers in groups of three, are written with the same signs; a number that begins with 0 is none to count with. */
const OTHER_NUMBERS =
  /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|[1-9]\d{0,2}(?:[ .,]\d{3})+|\d{4} ?[-/] ?\d{4}|\d+\.\d+)$/;

function isPhone(match: string): boolean {
  const digits = match.replace(/\D/g, '').length;
  const written = /^(?:\+|0|\()|[ ./-]/.test(match);
  return written && digits >= 7 && digits <= 15 && !OTHER_NUMBERS.test(match);
}
