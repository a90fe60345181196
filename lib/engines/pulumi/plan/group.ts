import { fileName } from '../../../core/component/file-name';
import { Operator, type RenderedComponent, type Rendering, type SecretObject, Stage, STAGES } from '../../../core';
import { Component } from '../../../core/component/component';
import { definitionItems } from './definitions';
import { type Item, objectItem, secretItem } from './item';

/** What is shown as one branch below a stage: a component, or the definitions of an operator. */
export interface Group {
  readonly stage: Stage;
  readonly name: string;
  /** Names of the groups that must be ready before. */
  readonly needs: readonly string[];
  /** Each is made once those before it are there. */
  readonly waves: readonly (readonly Item[])[];
}

/**
 * The groups of an environment in the order in which the files are applied: by stage, and in it as components need each
 * other; definitions of operators after the namespaces.
 */
export function groupsOf(rendering: Rendering, isGiven: (secret: SecretObject) => boolean): readonly Group[] {
  const secrets = rendering.secrets.filter((secret) => secret.external === undefined && isGiven(secret));
  const components = rendering.components.map((entry) => componentGroup(entry, secrets));
  const definitions = rendering.components.flatMap(({ component }) =>
    Operator.isOperator(component) && component.definitions.length > 0 ? [definitionsGroup(component)] : [],
  );
  const all = [...components, ...definitions].filter(({ waves }) => waves.length > 0);
  return STAGES.flatMap((stage) => all.filter((group) => group.stage === stage));
}

function componentGroup({ component, waves }: RenderedComponent, secrets: readonly SecretObject[]): Group {
  const own = secrets.filter((secret) => ownerOf(secret) === component).map(secretItem);
  return {
    stage: component.stage,
    name: fileName(component),
    needs: component.needs.map(fileName),
    waves: [
      ...(own.length > 0 ? [own] : []),
      ...waves.map((wave) => wave.map((rendered) => objectItem(component, rendered))),
    ],
  };
}

function definitionsGroup(operator: Operator): Group {
  return {
    stage: Stage.DEFINITIONS,
    name: `${fileName(operator)}-definitions`,
    needs: [],
    waves: [definitionItems(operator)],
  };
}

function ownerOf(secret: SecretObject): Component | undefined {
  return secret.node.scopes.find((scope) => Component.isComponent(scope));
}
