/** All that one chooses a node by. A page that only runs a graph goes without: see the first load of an app. */
export { entries } from '@/nodes/entries';
