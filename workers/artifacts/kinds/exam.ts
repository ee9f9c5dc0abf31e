import { type Exam, examView, VIEW_LIMITS } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

/** An exam as JSON: its rules, questions and solved examples. */
export const exam: Codec<Exam> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look: (value, { large, offset = 0 }) => examView(value, large ? VIEW_LIMITS.items : 5, offset),
};
