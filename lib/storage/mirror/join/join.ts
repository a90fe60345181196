import type { Component, Exchange, PlanStep } from '../../../core';
import { joinTitle } from '../expectations';
import type { Side } from '../side';
import { mapping, mapPools, numberOffers } from './mapping';
import { holderOf, join, peers, PEERS_MANAGER, type Token, tokenObject, tokenOffer, tokensOf } from './tokens';

/** The step by which a person joins the two sides. */
export function joinStep(side: Side): PlanStep {
  const { environment, other, mirrored } = side;
  return {
    title: `${joinTitle(side)}, once both are installed and after either was built anew`,
    when: 'later',
    commands: [
      ...tokensFor(side).flatMap((token) => join(token, environment)),
      ...mapPools(mirrored.pools, environment, other),
    ],
  };
}

/** What the step does, as data; the Secrets of the other side's tokens are made here. */
export function exchange(component: Component, side: Side): Exchange {
  const { environment, other, mirrored, sends } = side;
  const joined = tokensFor(side).map((token) => {
    const { apiVersion, kind, ...metadata } = holderOf(token);
    return {
      body: { apiVersion, kind, metadata, ...peers(token) },
      manager: PEERS_MANAGER,
      secrets: [tokenObject(component, token)],
    };
  });
  return {
    offers: [...tokensOf(environment, mirrored, !sends).map(tokenOffer), ...numberOffers(mirrored.pools, environment)],
    join: {
      title: joinTitle(side),
      other: other.name,
      objects: [...joined, mapping(mirrored.pools, environment, other)],
    },
  };
}

/** Tokens of the other side that this one needs. */
function tokensFor({ other, mirrored, sends }: Side): readonly Token[] {
  return tokensOf(other, mirrored, sends);
}
