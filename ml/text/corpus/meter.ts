/**
 * The rhythm of a word, a sign for each syllable: `1` stressed, `0` not, `x` as the line needs it. Short words bend, long ones do not;
 * the third syllable of “majesty” can carry a beat if it has to (Attridge 1982, “The Rhythms of English Poetry”).
 */
export function rhythmOf(word: string): string {
  const plain = word.toLowerCase().replace(/[^a-z'-]/g, '');
  const known = KNOWN.get(plain);
  if (known !== undefined) return known;
  if (plain.includes('-')) return plain.split('-').map(rhythmOf).join('').slice(0, 6) || 'x';
  return BY_SYLLABLES[Math.min(countSyllables(plain), 4)] ?? 'x';
}

/** How many syllables a line has, before a weak one that may hang over its end. */
export const PENTAMETER = 10;
export const TETRAMETER = 8;

/**
 * Whether a word fits at a place of an iambic line, counted in syllables from 0: weak and strong take turns. A stressed word may open a
 * line. Gives the place after it, or -1.
 */
export function advance(rhythm: string, place: number, length: number): number {
  const after = place + rhythm.length;
  if (after > length + 1 || (after > length && rhythm.endsWith('1'))) return -1;
  for (let syllable = 0; syllable < rhythm.length; syllable++) {
    const strong = (place + syllable) % 2 === 1;
    const sign = rhythm[syllable];
    if (sign === '0' && strong) return -1;
    if (sign === '1' && !strong && !(place === 0 && syllable === 0 && rhythm.length === 1)) return -1;
  }
  return after;
}

const BY_SYLLABLES = ['x', 'x', '10', '10x', '10x0'];

/** Vowel groups, but for the silent endings. Good enough for words that are not listed. */
function countSyllables(word: string): number {
  const base = word
    .replace(/'d$|'st$|'s$|'ll$|'t$/, '')
    .replace(/(?:[^laeiouy]es|[^td]ed|[^aeiouyl]e)$/, (ending) =>
      /[sxzh]es$|ces$|ges$/.test(ending) ? ending : (ending[0] ?? ''),
    );
  return Math.max(1, (base.match(/[aeiouy]+/g) ?? []).length);
}

const LISTED: Readonly<Record<string, string>> = {
  '01': `upon again alone away before behind beneath between without against among above because become believe betray forget forgive
    forgot return tonight today until unto myself himself herself yourself thyself itself ourselves about across ago aloud alas amen
    arise awake await aside asleep abroad afar alive ashore adrift aflame beyond below beside begin begun began beware bewitched
    bequeath command commend complain condemn confess consent conspire deceive decree defend defy delay delight deny depart desire
    despair despise destroy devour disguise disgrace divide divine embrace endure enough exile farewell forbid forsake forswear
    forsworn indeed intend invite mistake obey pardon'd perform perhaps pretend proclaim prepare protect pursue receive rejoice
    remain renounce repay repent reply report reveal revenge secure surrender'd suspect today unkind unknown untrue unseen unsaid
    unfold whoever within withdraw withhold whereof wherein somehow obscure profound serene severe sublime austere discreet divorced
    a-while awhile content design device disdain eclipse event excuse regret remorse reproach request resolve respect retreat reward
    restore relief renown repose belief beloved deceit defeat demand dismay display distress applause advice account betrayed forgotten
    aloft along amid around entire supreme mature discern conceal reclaim compel repaid renewed refused returned arrived ashamed afraid
    unbind undo outlive outlast outrun foretell foretold foresaw misled mislead enchant enrich enrage entreat escape esteem exchange
    expect explain expose increase instead lament machine perceive persuade possess preserve presume provide provoke rebel recall recite
    redeem refuse regard release remove secrete subdue submit suppose surround sustain towards toward`,
  '10': `heaven even ever never over open given golden broken spoken prayer power flower tower hour only every lonely heavy pretty carry marry
    bury morrow follow hollow sorrow shadow willow window fellow narrow mother father brother sister daughter cousin castle candle
    gentle simple humble noble nothing something being going doing dying lying flying kingdom treason reason season poison prison
    herald common woman women people little middle battle cradle anchor banner bitter better water winter summer cruel jewel
    quiet lion poet ruin riot trial giant higher liar fire iron evil devil after under other rather whether neither either
    morning evening island christen whisper listen glisten hasten fasten into many any very body nobody ocean captain fountain
    mountain bargain villain certain curtain patient ancient mission passion question portion creature nature future measure treasure
    pleasure leisure creed wretched naked wicked crooked learned blessed cursed aged beauty duty city pity mercy honour favour armour
    harbour labour rumour colour valour vapour music magic tragic frozen stolen chosen molten swollen sudden hidden bidden laden
    maiden garden burden warden sullen fallen kitchen chicken`,
  '010': `tomorrow together another remember forgiven forgotten surrender delivered however believing betraying beholding forsaken mistaken
    awaken departed deserted enchanted repentance inconstant immortal eternal infernal devotion dominion opinion companion remembered
    ambition confession procession possession deceiver believer beginning uncertain unbroken unspoken unwritten unhappy unholy
    untimely ungentle unfaithful unworthy misfortune ill-fated december november september october foreboding begotten endeavour
    encounter disaster magician musician physician commander defender pretender contented ashamed intended commanded resplendent
    tremendous domestic fantastic majestic bewildered beloved`,
  '10x': `majesty memory enemy victory history mystery misery liberty treachery loyalty royalty injury century company courtesy
    remedy tragedy comedy melody harmony prophecy amity enmity every-day everything innocent elegant eloquent violent silently
    terrible horrible merciful beautiful sorrowful pitiful plentiful yesterday holiday chariot warrior furious glorious curious envious
    various serious spaniard sepulchre messenger passenger counsellor emperor traveller conqueror murderer ministry minister
    prisoner lavender gardener wanderer whispering wandering following gathering slumbering thundering glittering flickering
    anything everyone lighthouses candlelight`,
  x: `the a an and or but nor for so yet if of in on at to by with from as than that this these those thy thine my mine our your his her its
    their he she it we you they thou thee me him us them who whom whose what when where why how is are was were be been am art shall
    should will would can could may might must do does did doth hath have has had no not all each one two three ten some such more most
    much too then there here now still once twice oh o ay nay yes well come go let make take give say said says tell told know
    known known'st poured world our fires through though world's near dear fear your've power's prayed prayed'st`,
};

const KNOWN: ReadonlyMap<string, string> = new Map(
  Object.entries(LISTED).flatMap(([rhythm, words]) =>
    words.split(/\s+/).map((word): [string, string] => [word, rhythm]),
  ),
);
