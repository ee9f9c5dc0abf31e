/**
 * How near a language-model agent with a program in the model's place, which reads the very words that a model would, comes to the proven optimum, on the
 * episodes of “Agent in a world”. In Node, through the nodes of the product. `npm run bench -- world-agent [EPISODES]`
 */
import { runInNode } from './support/in-node';

await runInNode('world-agent');
