import type { Construct } from 'constructs';
import { Environment, Problems } from '../../../core';
import { checkOtherCity } from '../../../core/environment/check/other-city';
import { isFields } from '../../../errors';
import type { ControlPlane } from '../../../hosts';
import { controlPlaneOf } from '../../etcd/control-plane';
import type { ColdControlPlane } from './cold-control-plane';
import type { ColdControlPlaneProps } from './props';

/** The masters for which others are to stand in. @throws TripodError where there are none */
export function sourceOf(scope: Construct, id: string, props: unknown): ControlPlane {
  const problems = new Problems(scope.node.path).below(id);
  const of = isFields(props) ? (props as Readonly<Partial<ColdControlPlaneProps>>).of : undefined;
  const source = of instanceof Environment ? controlPlaneOf(of) : undefined;
  problems.check(of instanceof Environment, {
    at: 'of',
    got: of,
    want: 'the Environment whose cluster the masters take over',
    fix: 'pass `of: production`, made before',
  });
  problems.check(!(of instanceof Environment) || source !== undefined, {
    at: 'of',
    got: of instanceof Environment ? `${of.name}, without a ControlPlane` : of,
    want: 'an environment whose masters are made by this library: theirs are copied',
    fix: 'make its ControlPlane before this one',
  });
  problems.check(!(of instanceof Environment) || of !== Environment.find(scope), {
    at: 'of',
    got: 'its own environment',
    want: 'another one: nothing stands in for itself',
    fix: 'make it in the environment of the other city',
  });
  problems.throwIfAny();
  return source!;
}

/** Checks what both must share, since one cluster lives in the one or the other. */
export function checkCold({ environment: own, source }: ColdControlPlane, problems: Problems): void {
  const of = source.environment;
  if (own === undefined || of === undefined) return;
  checkOtherCity('of', of, own, 'let masters wait in a city that stays when the other is lost', problems);
  problems.check(!('source' in source), {
    at: 'of',
    got: `${of.name}, whose masters wait themselves`,
    want: 'masters that serve',
    fix: 'name the environment that serves',
  });
  same('services', own.cluster.services, of.cluster.services, 'addresses of Services stand in etcd', problems);
  same('pods', own.cluster.pods, of.cluster.pods, 'addresses of pods are given out from what stands in etcd', problems);
  problems.check(!source.etcd.isExternal, {
    at: 'of',
    got: `${of.name}, with an etcd outside of its masters`,
    want: 'etcd on the masters: its snapshots are restored there',
    fix: 'leave `etcd` out there, or choose a warm standby',
  });
  problems.check(!source.settings.eventsEtcd, {
    at: 'of',
    got: `${of.name}, with an etcd of its own for events`,
    want: 'one etcd: masters that wait make no second one',
    fix: 'set `eventsEtcd: false` there',
  });
}

function same(at: string, got: string, wanted: string, why: string, problems: Problems): void {
  problems.check(got === wanted, {
    at,
    got,
    want: `${wanted}, as the cluster has them: ${why}`,
    fix: 'make it the same on both sides, or choose a warm standby',
  });
}
