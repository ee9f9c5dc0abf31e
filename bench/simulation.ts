/**
 * How far a learned surrogate is from the true system after 500 steps, from starts that it never saw, and whether a digital twin finds faults that are put into
 * its stream and stays silent where there are none. In Node on wasm, through the nodes of the product. `npm run bench -- simulation [pendulum|springs|graph-springs|twin]`
 */
import { runInNode } from './support/in-node';

await runInNode('simulation');
