/**
 * The template “Tones from words”, asked for more tones: of how many register, instrument and course are as the caption says, of what was heard in training and of
 * registers and instruments that never were together; told by the classifier beside, and by the physics of the sounds that were played. In Node on wasm, through the
 * nodes of the product. `npm run bench -- tones`
 */
import { runInNode } from './support/in-node';

await runInNode('tones');
