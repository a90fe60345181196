import { type Component, type Environment, type OfferedValue, SecretObject, SecretValue } from '../../../core';
import { NAMESPACE } from '../../rook/namespace';
import type { Mirrored } from '../facts';
import { FILESYSTEM } from '../../rook/pools/shared';

/** What one side must know of the other, for a pool or a file system of it. */
export interface Token {
  /** What it is for, as kubectl names it. */
  readonly of: 'cephblockpool' | 'cephfilesystem';
  readonly name: string;
  /** The environment that gives it. */
  readonly from: string;
}

/** Where a token is found on the side that gives it: `path` gives the name of the Secret that Rook makes there. */
const KINDS = {
  cephblockpool: { kind: 'CephBlockPool', short: 'pool', path: '{.status.info.rbdMirrorBootstrapPeerSecretName}' },
  cephfilesystem: { kind: 'CephFilesystem', short: 'fs', path: '{.status.info.fsMirrorBootstrapPeerSecretName}' },
} as const;

/** Key of the token in that Secret, and in the one that is made of it. */
const KEY = 'token';

/** The manager of the peers of a pool: whoever applies the pool leaves them alone. */
export const PEERS_MANAGER = 'tripod-mirror';

/** Tokens that a side gives. Directories are sent, so only the side that sends them needs one for the file system. */
export function tokensOf(from: Environment, { pools, shared }: Mirrored, receives: boolean): readonly Token[] {
  return [
    ...pools.map(({ name }) => ({ of: 'cephblockpool', name, from: from.name }) as const),
    ...(shared && receives ? [{ of: 'cephfilesystem', name: FILESYSTEM, from: from.name } as const] : []),
  ];
}

/** The object that has the token on the side that gives it, and takes that of its peer. */
export function holderOf({ of, name }: Token) {
  return { apiVersion: 'ceph.rook.io/v1', kind: KINDS[of].kind, name, namespace: NAMESPACE };
}

/** The token, as the side that gives it says where it is. */
export function tokenOffer(token: Token): OfferedValue {
  return { name: valueName(token), source: holderOf(token), path: KINDS[token.of].path, key: KEY };
}

/** Name of the Secret in which the other side finds it. */
function tokenSecret({ of, name, from }: Token): string {
  return `mirror-${KINDS[of].short}-${name}-of-${from}`;
}

/** What the token is called in a store of secrets, and between stacks. */
function valueName({ of, name, from }: Token): string {
  return `${from}/ceph-mirror/${of}/${name}`;
}

/**
 * Secrets with which this side finds the other. Rook reads the token alone: the name of the pool, which its guide puts
 * beside it, is asked for only where a daemon names its peers (rook pkg/operator/ceph/controller/mirror_peer.go@v1.20.6,
 * ValidatePeerToken).
 */
export function tokenObject(component: Component, token: Token): SecretObject {
  const name = tokenSecret(token);
  const value = SecretValue.from(valueName(token));
  return new SecretObject(component, name, { name, namespace: NAMESPACE, values: { [KEY]: value }, later: true });
}

/** What the object that has a peer says of it. */
export function peers(token: Token) {
  return { spec: { mirroring: { peers: { secretNames: [tokenSecret(token)] } } } };
}

/** Commands that bring a token from the other side and add the peer: one, and never a second. */
export function join(token: Token, to: Environment): readonly string[] {
  const { of, name, from } = token;
  const there = `kubectl --kubeconfig="$HOME/.kube/${from}.conf" --namespace=${NAMESPACE}`;
  const here = `kubectl --kubeconfig="$HOME/.kube/${to.name}.conf" --namespace=${NAMESPACE}`;
  const secret = tokenSecret(token);
  const patch = JSON.stringify(peers(token));
  return [
    `# ${to.name} gets to know the ${of === 'cephblockpool' ? 'pool' : 'file system'} ${name} of ${from}.`,
    `made=$(${there} get ${of} ${name} --output=jsonpath='${KINDS[of].path}') && test -n "$made"`,
    `${there} get secret "$made" --output=jsonpath='{.data.${KEY}}' | base64 --decode > "$SECRETS/token" && test -s "$SECRETS/token"`,
    ...(to.secretStore === undefined
      ? [
          `${here} create secret generic ${secret} --from-file=${KEY}="$SECRETS/token" --dry-run=client --output=yaml | ${here} apply --server-side --field-manager=tripod -f -`,
        ]
      : [
          `# Put "$SECRETS/token" into the store ${to.secretStore} as ${valueName(token)}. Half an hour is waited for it;`,
          '# then the token stays, and all from here on is done again.',
          `timeout 1800 sh -c 'until ${here} get secret ${secret} > /dev/null 2>&1; do sleep 5; done' &&`,
        ]),
    `rm "$SECRETS/token" && ${here} patch ${of} ${name} --type=merge --field-manager=${PEERS_MANAGER} --patch='${patch}'`,
    `${here} wait ${of}/${name} --for=jsonpath='{.status.phase}'=Ready --timeout=600s`,
    ...(of === 'cephblockpool'
      ? [
          '# Rook looks at it once a minute: a daemon here follows the other side.',
          `${here} wait ${of}/${name} --for=jsonpath='{.status.mirroringStatus.summary.daemon_health}'=OK --timeout=600s`,
        ]
      : []),
  ];
}
