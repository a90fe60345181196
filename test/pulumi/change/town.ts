import { RunError } from '@pulumi/pulumi';
import {
  type Component,
  type Environment,
  image,
  Landscape,
  markKind,
  Platform,
  SecretObject,
  SecretValue,
  type Stage,
  TripodError,
} from 'tripod-iac';
import { deploy, type DeployOptions } from 'tripod-iac/pulumi';
import { environmentOn } from '../../support/environment';
import { Flat } from '../../support/network';
import { Part, thing } from '../../support/part';
import { small } from '../../support/small';

/** A small production on the main cluster, with what `build` puts into it. */
export function town(build: (environment: Environment) => void): Environment {
  const cluster = 'main' as const;
  const environment = environmentOn(new Platform(), 'production', Landscape.of(small()), { cluster });
  new Flat(environment);
  build(environment);
  return environment;
}

/** The program of a stack that deploys it; what it refuses is told as every program tells it. */
export function deploying(environment: () => Environment, options: DeployOptions) {
  return async () => {
    try {
      const { cluster } = await deploy(environment(), options);
      return { cluster };
    } catch (error) {
      throw error instanceof TripodError ? new RunError(error.message) : error;
    }
  };
}

/** How the square of the town looks: what tests change. */
export interface Square {
  /** Class of the component. @default Part */
  readonly of?: typeof Part;
  /** @default 'square' */
  readonly name?: string;
  readonly stage?: Stage;
  /** What the market sells. @default 'tea' */
  readonly goods?: string;
  /** API version of the autoscaler. @default 'autoscaling/v1' */
  readonly scaling?: string;
  /** Those under which it was before. @default - none */
  readonly earlier?: readonly string[];
  /** Class of the storehouse's claim. @default 'slow' */
  readonly storage?: string;
  /** The most stalls that the autoscaler makes. @default 3 */
  readonly stalls?: number;
  /** Gates of the town. @default ['north', 'south'] */
  readonly gates?: readonly string[];
  /** Whether there is a Secret. @default false */
  readonly secret?: boolean;
  /** Size of the claims that a granary makes. @default - there is none */
  readonly granary?: string;
  /** Whether there is a storehouse, whose claim holds data. @default true */
  readonly storehouse?: boolean;
}

/** A market in the namespace `town`, and a storehouse that needs it. */
export function square(props: Square = {}): Environment {
  const { of = Part, name = 'square', stage, goods = 'tea', gates = ['north', 'south'] } = props;
  const { storage = 'slow', storehouse = true } = props;
  return town((environment) => {
    environment.namespace('town');
    const market = new of(environment, name, stage === undefined ? {} : { stage });
    gates.forEach((gate) => map(market, gate, 'open'));
    map(market, 'market', goods);
    if (props.granary !== undefined) granary(market, props.granary);
    scaler(market, props);
    if (props.secret) {
      const values = { word: SecretValue.from('town/gate') };
      new SecretObject(market, 'word', { name: 'word', namespace: 'town', values });
    }
    const store = new Part(environment, 'store', { needs: [market] });
    map(store, 'ledger', 'full');
    if (storehouse) claim(store, 'storehouse', storage);
    store.step({ title: 'Bring the grain away', commands: ['carts leave'], when: 'tear-down' });
  });
}

export function map(scope: Component, name: string, goods: string) {
  return thing(scope, name, { metadata: { name, namespace: 'town' }, data: { goods } });
}

export function claim(scope: Component, name: string, storageClassName: string) {
  const spec = { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage: '1Gi' } } };
  return thing(scope, name, { kind: 'PersistentVolumeClaim', metadata: { name, namespace: 'town' }, spec });
}

/** A StatefulSet without pods, whose claims are what matters. */
function granary(scope: Component, storage: string) {
  const labels = { app: 'granary' };
  const containers = [{ name: 'granary', image: image('pause') }];
  const spec = {
    serviceName: 'granary',
    replicas: 0,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers } },
    volumeClaimTemplates: [
      { metadata: { name: 'grain' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } },
    ],
  };
  const metadata = { name: 'granary', namespace: 'town' };
  return thing(scope, 'granary', { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec });
}

function scaler(scope: Component, { scaling = 'autoscaling/v1', earlier = [], stalls = 3 }: Square): void {
  const kind = 'HorizontalPodAutoscaler';
  const spec = { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'stalls' }, maxReplicas: stalls };
  const metadata = { name: 'stalls', namespace: 'town' };
  const object = thing(scope, 'stalls', { apiVersion: scaling, kind, metadata, spec });
  markKind(object, { apiVersion: scaling, kind, scope: 'Namespaced', earlier });
}
