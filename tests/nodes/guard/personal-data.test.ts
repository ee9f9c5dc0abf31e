import { expect, test } from 'vitest';
import { findPersonalData, isIban, isLuhn } from '@/nodes/common/guard/personal-data';
import { patternRules, phraseRules } from '@/nodes/common/guard/rules';
import { refusalOf } from '../support';

/** What is found in a text, and as what. */
const foundIn = (text: string) =>
  findPersonalData(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

test.each([
  ['Write to anna.b+x@mail.example.org, please.', ['email anna.b+x@mail.example.org']],
  ['Ärger? jörg@müller.example!', ['email jörg@müller.example']],
  // Test numbers that card networks publish.
  ['Pay with 4111 1111 1111 1111 or 3782-822463-10005.', ['card 4111 1111 1111 1111', 'card 3782-822463-10005']],
  // Other numbers stand beside a card's: what it runs out in, its code, how many there are.
  ['Card 4111 1111 1111 1111 12/27, code 123.', ['card 4111 1111 1111 1111']],
  ['Card 4111111111111111 123.', ['card 4111111111111111']],
  ['No. 12 4111 1111 1111 1111', ['card 4111 1111 1111 1111']],
  ['Call 030 123 456.', ['phone 030 123 456']],
  // Examples of the IBAN registry.
  [
    'To GB29 NWBK 6016 1331 9268 19 AND DE89370400440532013000.',
    ['iban GB29 NWBK 6016 1331 9268 19', 'iban DE89370400440532013000'],
  ],
  ['From 192.0.2.17 and 2001:db8::1.', ['ip 192.0.2.17', 'ip 2001:db8::1']],
  // Addresses of the older kind in the newer one, as servers write them down; behind a word, before a port.
  ['::ffff:192.0.2.17 and 64:ff9b::192.0.2.33.', ['ip ::ffff:192.0.2.17', 'ip 64:ff9b::192.0.2.33']],
  ['ip:192.0.2.17:8080, IP:2001:db8::1', ['ip 192.0.2.17', 'ip 2001:db8::1']],
  // Numbers that are kept for films and examples.
  [
    'Call +44 20 7946 0958 or (555) 555-0134 or 01632 960001.',
    ['phone +44 20 7946 0958', 'phone (555) 555-0134', 'phone 01632 960001'],
  ],
])('%s', (text, found) => {
  expect(foundIn(text)).toEqual(found);
});

test.each([
  'On 2026-11-26, or 26.11.2026, at 10:30:15.',
  'It costs 1 000 000, or 12 500 000.',
  '4111 1111 1111 1112 has a wrong check digit.',
  'GB29NWBK60161331926818 is no account.',
  'Version 300.1.2.3, chapter 3.14159, pages 12-15.',
  'Meet @anna at home :: or a::b.',
  'std::1:2, at 10:30:15.5, ::ffff:300.1.2.3',
  'What is 12 plus 17? 123456789.',
])('nothing is found in: %s', (text) => {
  expect(foundIn(text)).toEqual([]);
});

test('check digits are those of the standards', () => {
  expect(isLuhn('79927398713')).toBe(true); // the example of ISO/IEC 7812
  expect(isLuhn('79927398710')).toBe(false);
  expect(isIban('GB82WEST12345698765432')).toBe(true);
  expect(isIban('GB82WEST1234569876543')).toBe(false);
  expect(isIban('ZZ82WEST12345698765432')).toBe(false);
});

test('long texts made to be slow take no time', () => {
  const started = performance.now();
  for (const part of ['a@', 'a.', '1 ', '12 ', '123456789', 'AB12 ', 'f:', '(1)', 'x'])
    findPersonalData(part.repeat(20_000));
  for (const pattern of ['(a+)+b', '(a|aa)*c', '(.*)(.*)(.*)(.*)d'])
    for (const rule of patternRules([pattern])) rule('a'.repeat(5_000));
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('phrases are whole words, in capitals or not; patterns are what RE2 knows', async () => {
  const [rule = () => []] = phraseRules(['pick  a lock.']);
  const text = 'PICK\na lock. Toothpick a lock.';
  expect(rule(text).map(({ start, end }) => text.slice(start, end))).toEqual(['PICK\na lock.']);
  expect(phraseRules(['cat'])[0]?.('concatenate a cat')).toMatchObject([{ start: 14, end: 17 }]);
  expect(phraseRules(['straße'])[0]?.('Die STRAßE')).toHaveLength(1);
  expect(patternRules(['(?i)se+cret|x*'])[0]?.('A Seeecret.')).toMatchObject([{ start: 2, end: 10 }]);
  expect((await refusalOf(async () => patternRules(['(a)\\1']))).code).toBe('guard.pattern');
  expect((await refusalOf(async () => patternRules(['(?=a)']))).title).toContain('(?=a)');
  expect((await refusalOf(async () => phraseRules(['x'.repeat(501)]))).code).toBe('guard.too-many');
});
