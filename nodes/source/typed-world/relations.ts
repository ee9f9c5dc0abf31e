import type { EntityType } from './names';

/** A relation, between which types it may hold, and how it is said. */
export interface Relation {
  readonly name: string;
  readonly from: EntityType;
  readonly to: EntityType;
  /** What stands after the subject, with {o} for the object; {child}, {parent} go by whether it is told of a woman. */
  readonly says: readonly string[];
  /** Whole sentences with {s} and {o}, most of which begin with the object. */
  readonly turned: readonly string[];
  /** What stands before the subject and a comma. */
  readonly before: readonly string[];
  /** How likely an entity that may have it has one. */
  readonly share: number;
}

/** What holds between the entities of a typed world. */
export const RELATIONS: readonly Relation[] = [
  {
    name: 'born in',
    from: 'person',
    to: 'place',
    says: ['was born in {o}', 'came into the world in {o}', 'is a native of {o}'],
    turned: ['{o} is the birthplace of {s}.', 'It was in {o} that {s} was born.'],
    before: ['Born in {o}', 'A native of {o}'],
    share: 0.9,
  },
  {
    name: 'lives in',
    from: 'person',
    to: 'place',
    says: ['lives in {o}', 'has a house in {o}', 'makes a home in {o}', 'settled in {o}'],
    turned: ['The home of {s} is in {o}.', '{o} is where {s} lives today.'],
    before: ['Now living in {o}', 'At home in {o}'],
    share: 0.8,
  },
  {
    name: 'works for',
    from: 'person',
    to: 'organisation',
    says: ['works for {o}', 'is employed by {o}', 'has a job at {o}', 'earns a living with {o}'],
    turned: ['{o} employs {s}.', 'The employer of {s} is {o}.'],
    before: ['Employed by {o}', 'On the staff of {o}'],
    share: 0.8,
  },
  {
    name: 'founded',
    from: 'person',
    to: 'organisation',
    says: ['founded {o}', 'set up {o}', 'is the founder of {o}', 'started {o} from nothing'],
    turned: ['{o} was founded by {s}.', '{o} goes back to {s}, its founder.'],
    before: ['The founder of {o}', 'Having set up {o}'],
    share: 0.3,
  },
  {
    name: 'married to',
    from: 'person',
    to: 'person',
    says: ['is married to {o}', 'married {o}', 'wed {o}'],
    turned: ['{s} and {o} are married.', '{s} and {o} are husband and wife.'],
    before: ['Married to {o}'],
    share: 0.5,
  },
  {
    name: 'parent of',
    from: 'person',
    to: 'person',
    says: ['is the {parent} of {o}', 'has a child, {o}', 'brought up {o}'],
    turned: ['{o} is a child of {s}.', '{o} was brought up by {s}.', 'A child of {s} is {o}.'],
    before: ['The {parent} of {o}'],
    share: 0.4,
  },
  {
    name: 'wrote',
    from: 'person',
    to: 'work',
    says: ['wrote {o}', 'is the author of {o}', 'published {o}'],
    turned: ['{o} was written by {s}.', '{o} is a book by {s}.', '{o} came from the pen of {s}.'],
    before: ['The author of {o}', 'Known for {o}'],
    share: 0.6,
  },
  {
    name: 'lies in',
    from: 'place',
    to: 'place',
    says: ['lies in {o}', 'is a town in {o}', 'belongs to {o}'],
    turned: ['A part of {o} is {s}.', '{o} includes {s}.'],
    before: ['Situated in {o}'],
    share: 0.8,
  },
  {
    name: 'based in',
    from: 'organisation',
    to: 'place',
    says: ['is based in {o}', 'has its offices in {o}', 'is run from {o}'],
    turned: ['The offices of {s} are in {o}.', '{o} is the seat of {s}.'],
    before: ['Based in {o}', 'With its seat in {o}'],
    share: 0.9,
  },
  {
    name: 'owns',
    from: 'organisation',
    to: 'organisation',
    says: ['owns {o}', 'bought {o}', 'is the owner of {o}'],
    turned: ['{o} belongs to {s}.', '{o} was bought by {s}.', 'The owner of {o} is {s}.'],
    before: ['The owner of {o}'],
    share: 0.4,
  },
  {
    name: 'set in',
    from: 'work',
    to: 'place',
    says: ['is set in {o}', 'takes place in {o}', 'tells of life in {o}'],
    turned: ['{o} is the scene of {s}.', 'The story of {s} happens in {o}.'],
    before: ['Set in {o}'],
    share: 0.7,
  },
];

/** All types and relations of such worlds, whether one has them or not. */
export const VOCABULARY = {
  types: ['organisation', 'person', 'place', 'work'],
  relations: RELATIONS.map(({ name }) => name).sort(),
} as const;

/** What names two and says nothing that a relation is for, by the types of the two. */
export const BESIDE: readonly (readonly [EntityType, EntityType, string])[] = [
  ['person', 'place', 'once visited {o}'],
  ['person', 'place', 'was never in {o}'],
  ['person', 'place', 'dreams of {o}'],
  ['person', 'organisation', 'turned down an offer from {o}'],
  ['person', 'organisation', 'wrote a letter to {o}'],
  ['person', 'person', 'met {o} at a dinner'],
  ['person', 'person', 'has never heard of {o}'],
  ['person', 'work', 'has read {o}'],
  ['person', 'work', 'did not like {o}'],
  ['place', 'place', 'is smaller than {o}'],
  ['organisation', 'organisation', 'competes with {o}'],
  ['organisation', 'place', 'has no customers in {o}'],
  ['work', 'place', 'was printed in {o}'],
];
