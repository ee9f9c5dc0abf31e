/** What a scene's pictures are taken from: words that its speeches prefer, so that a scene has a colour of its own. */
export const THEMES: readonly Readonly<Record<string, string>>[] = [
  {
    noun: 'sea, tide, wave, ship, sail, anchor, harbour, shore, storm, sailor, gull, net, mast, rope, compass, island, oar, drowned man, lighthouse',
    plural: 'waves, ships, sails, gulls, sailors, tides, nets, anchors, islands, drowned men, oars, storms',
    adj: 'salt, deep, drowned, cold, wild, foaming, windless, distant, restless',
    ground: 'sea, shore, tide, harbour, cliff, quay, ocean, sand',
  },
  {
    noun: 'garden, rose, thorn, bee, orchard, root, leaf, worm, apple, spade, gardener, bud, willow, vine, seed, nightingale, fountain',
    plural: 'roses, thorns, bees, leaves, apples, roots, worms, buds, lilies, seeds, weeds, gardeners',
    adj: 'green, sweet, ripe, rotten, fallen, blossoming, tender, late, fragrant',
    ground: 'garden, orchard, hedge, arbour, wall, meadow, lawn, fountain',
  },
  {
    noun: 'winter, snow, frost, hearth, fire, wolf, coat, ember, wind, ice, cloak, chimney, log, shiver, hunger, icicle, raven',
    plural: 'snows, frosts, wolves, embers, winds, cloaks, ravens, hungry men, icicles, bare trees, long nights',
    adj: 'white, bare, cold, frozen, pale, starving, bitter, long, silent',
    ground: 'snow, ice, heath, road, hearth, moor, frozen lake, hill',
  },
  {
    noun: 'sword, shield, drum, banner, war, wound, soldier, trumpet, helmet, horse, spear, captain, siege, gate, arrow, march, battle',
    plural: 'swords, shields, drums, banners, wounds, soldiers, trumpets, horses, spears, arrows, sieges, widows',
    adj: 'bloody, brave, bright, broken, iron, armed, wounded, marching, victorious',
    ground: 'field, wall, gate, camp, bridge, tower, ditch, battlement',
  },
  {
    noun: 'night, moon, star, dream, owl, candle, shadow, sleep, pillow, ghost, midnight, bell, lamp, bat, nightmare, darkness, window',
    plural: 'stars, dreams, owls, candles, shadows, bells, ghosts, lamps, sleepers, bats, hours',
    adj: 'dark, sleepless, pale, starless, dim, haunted, silent, moonlit, black',
    ground: 'moon, bed, stair, window, graveyard, street, pillow, chamber',
  },
  {
    noun: 'crown, throne, robe, law, court, seal, oath, sceptre, lord, crowd, decree, banquet, cup, flatterer, treasure, ledger, prince',
    plural: 'crowns, lords, laws, oaths, seals, robes, princes, flatterers, ladies, petitions, cups, decrees',
    adj: 'royal, proud, golden, solemn, jewelled, lawful, kneeling, ancient, false',
    ground: 'throne, hall, court, palace, stair, council, balcony, gate',
  },
  {
    noun: 'hound, stag, hawk, forest, horn, hunter, arrow, brake, track, bow, fox, hare, oak, clearing, huntsman, snare, river',
    plural: 'hounds, stags, hawks, hunters, horns, foxes, hares, oaks, snares, arrows, paths',
    adj: 'swift, hunted, wild, leafy, hidden, panting, sharp, green, cunning',
    ground: 'forest, oak, river, brake, hill, clearing, moss, valley',
  },
  {
    noun: 'fever, poison, physician, wound, blood, cup, cure, shroud, grave, worm, breath, skull, mourner, coffin, plague, candle, bone',
    plural: 'graves, bones, mourners, worms, skulls, fevers, shrouds, poisons, physicians, coffins, flies',
    adj: 'sick, pale, mortal, dying, poisoned, cold, weeping, buried, last',
    ground: 'grave, bed, churchyard, stone, earth, chapel, vault, yew',
  },
  {
    noun: 'loom, needle, hammer, bread, kettle, market, basket, thread, penny, wheel, oven, apron, fair, cart, mill, ferry, donkey',
    plural: 'needles, hammers, loaves, kettles, baskets, pennies, wheels, carts, donkeys, millers, eggs, neighbours',
    adj: 'honest, busy, homely, warm, thrifty, plain, floury, cheap, merry',
    ground: 'market, mill, bridge, ferry, street, oven, bench, village',
  },
];
