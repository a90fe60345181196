import type { Construct } from 'constructs';
import { Component, Stage } from '../../core';
import { ETCD_PORTS, API_PORT, type ControlPlane } from '../../hosts';
import type { Host } from '../../landscape';
import { restoreScript } from '../etcd/restore/script';
import type { Witness } from '../witness/witness';
import { ApiHolder } from './holder/api-holder';
import type { Side, Sides } from './holder/side';
import { installGuards, removeGuards } from './guard/install';
import { CLOSED_FIRST, CLOSED_UNIT, GUARD_UNIT, guardUnit } from './guard/units';
import { ColdControlPlane } from './masters/cold-control-plane';
import { apiScript } from './scripts/api';
import { cleanScript } from './scripts/clean';
import { API_SCRIPT, CLEAN_SCRIPT, RESTORE_SCRIPT, STANDBY_SCRIPT } from './scripts/paths';
import { standbyScript } from './scripts/standby';

export interface ApiSideProps extends Pick<Sides, 'store' | 'rpo'> {
  readonly own: ControlPlane;
  readonly other: ControlPlane;
  /** Whose word opens and closes the API servers. @default - none: steps of a plan do, and nobody else */
  readonly witness?: Witness;
}

/** What the masters of one side of a cold pair need to give the cluster away, and to take it over. */
export class ApiSide extends Component {
  readonly holder: ApiHolder;

  /** @internal made by `Standby.cold`, which checks everything */
  constructor(scope: Construct, id: string, props: ApiSideProps) {
    super(scope, id, { stage: Stage.RECOVERY, needs: [props.own] });
    const { witness, store, rpo } = props;
    const own = sideOf(props.own);
    const other = sideOf(props.other);
    const closesWithin = witness?.closesWithin;
    this.holder = new ApiHolder({ own, other, store, rpo, ...(closesWithin === undefined ? {} : { closesWithin }) });
    const waits = props.own instanceof ColdControlPlane;
    for (const host of own.masters) this.scripts(host, own, other, props.own, waits);
    if (witness !== undefined) this.guards(own, witness, !waits);
  }

  private scripts(host: Host, own: Side, other: Side, { settings }: ControlPlane, waits: boolean): void {
    const { name } = own.environment;
    const script = (path: string, content: string) => this.hostFile(host, { path, content, mode: '0755' });
    const hosts = own.environment.hosts;
    const hasKeys = settings.encryption.provider === 'secretbox';
    script(API_SCRIPT, apiScript(name, host));
    script(STANDBY_SCRIPT, standbyScript({ environment: name, host, endpoint: settings.endpoint, hasKeys }));
    script(CLEAN_SCRIPT, cleanScript({ environment: name, host, own: hosts, others: other.environment.hosts }));
    // Where the snapshots are made their kit has put it.
    if (!waits) return;
    const members = own.masters.map(memberOf);
    const apiServer = `https://${host.address}:${API_PORT}`;
    const content = restoreScript({ environment: name, member: memberOf(host), members, apiServer });
    this.hostFile(host, { path: RESTORE_SCRIPT, content, mode: '0700' });
  }

  private guards(side: Side, witness: Witness, serves: boolean): void {
    const { environment, masters } = side;
    const flags = witness.arguments(environment.name);
    for (const host of masters) {
      this.hostFile(host, { path: GUARD_UNIT, content: guardUnit(flags) });
      this.hostFile(host, { path: CLOSED_UNIT, content: CLOSED_FIRST });
    }
    const secretFile = flags[flags.indexOf('--tsig-secret-file') + 1] ?? '';
    this.step(installGuards({ side, serves, key: witness.key, secretFile }));
    this.step(removeGuards(side));
    this.expects(
      `tripod-agent of the image in images.txt, on the machine of the administrator, its path in AGENT; every master of ${environment.name} reaches all servers of the witness (53/TCP and UDP). The epoch has begun there before the first guard starts`,
    );
  }
}

function sideOf({ environment, settings, machines, parts }: ControlPlane): Side {
  // A control plane writes host files, and is made in an environment only.
  if (environment === undefined) throw new Error('a control plane outside of an environment');
  const { masters } = settings;
  const { workers, atOnce, invite, join } = parts;
  return { environment, masters, machines, workers, atOnce, invite, join };
}

function memberOf({ name, address }: Host) {
  return { name, peerUrl: `https://${address}:${ETCD_PORTS[1]}` };
}
