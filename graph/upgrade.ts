import type { Catalogue } from './catalogue';
import type { GraphDocument, GraphNode } from './document';

/**
 * Brings every node forward to the version that the catalogue has, one migration at a time. Unknown types and newer versions stay as they are, so
 * nothing is lost on the next save.
 */
export function upgradeNodes(document: GraphDocument, catalogue: Catalogue): GraphDocument {
  const nodes = document.nodes.map((node) => upgradeNode(node, catalogue));
  return nodes.every((node, index) => node === document.nodes[index]) ? document : { ...document, nodes };
}

function upgradeNode(node: GraphNode, catalogue: Catalogue): GraphNode {
  const contract = catalogue.get(node.type);
  let upgraded = node;
  while (contract && upgraded.version < contract.version) {
    const migrate = contract.migrate?.[upgraded.version];
    upgraded = {
      ...upgraded,
      version: upgraded.version + 1,
      params: migrate ? migrate(upgraded.params) : upgraded.params,
    };
  }
  return upgraded;
}
