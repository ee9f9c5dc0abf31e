import type { Catalogue } from './catalogue';
import type { GraphDocument, GraphLevel, GraphNode } from './document';

/**
 * Brings every node, at every level, forward to the version that the catalogue has, one migration at a time. Unknown types and newer versions stay as they are, so
 * nothing is lost on the next save.
 */
export function upgradeNodes(document: GraphDocument, catalogue: Catalogue): GraphDocument {
  return upgradeLevel(document, catalogue);
}

function upgradeLevel<Level extends GraphLevel>(level: Level, catalogue: Catalogue): Level {
  const nodes = level.nodes.map((node) => {
    const upgraded = upgradeNode(node, catalogue);
    const body = upgraded.body && upgradeLevel(upgraded.body, catalogue);
    return body === upgraded.body ? upgraded : { ...upgraded, body };
  });
  return nodes.every((node, index) => node === level.nodes[index]) ? level : { ...level, nodes };
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
