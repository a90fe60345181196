import { type Component, type Environment, SecretObject, SecretValue } from '../../../core';
import { NAMESPACE } from '../../rook/namespace';

/** What one side must know of the other, for a pool or a file system of it. */
export interface Token {
  /** What it is for, as kubectl names it. */
  readonly of: 'cephblockpool' | 'cephfilesystem';
  readonly name: string;
  /** The environment that gives it. */
  readonly from: string;
}

/** Name of the Secret in which the other side finds it. */
function tokenSecret({ of, name, from }: Token): string {
  return `mirror-${of === 'cephblockpool' ? 'pool' : 'fs'}-${name}-of-${from}`;
}

/**
 * Secrets with which this side finds the other. Rook reads the token alone: the name of the pool, which its guide puts
 * beside it, is asked for only where a daemon names its peers (rook pkg/operator/ceph/controller/mirror_peer.go@v1.20.6,
 * ValidatePeerToken).
 */
export function tokenObject(component: Component, token: Token): void {
  const name = tokenSecret(token);
  const value = SecretValue.from(`${token.from}/ceph-mirror/${token.of}/${token.name}`);
  new SecretObject(component, name, { name, namespace: NAMESPACE, values: { token: value }, later: true });
}

/** What gives the name of the Secret that Rook makes on the other side. */
const STATUS: Readonly<Record<Token['of'], string>> = {
  cephblockpool: '{.status.info.rbdMirrorBootstrapPeerSecretName}',
  cephfilesystem: '{.status.info.fsMirrorBootstrapPeerSecretName}',
};

/** Commands that bring a token from the other side and add the peer: one, and never a second. */
export function join(token: Token, to: Environment): readonly string[] {
  const { of, name, from } = token;
  const there = `kubectl --kubeconfig="$HOME/.kube/${from}.conf" --namespace=${NAMESPACE}`;
  const here = `kubectl --kubeconfig="$HOME/.kube/${to.name}.conf" --namespace=${NAMESPACE}`;
  const secret = tokenSecret(token);
  const patch = JSON.stringify({ spec: { mirroring: { peers: { secretNames: [secret] } } } });
  return [
    `# ${to.name} gets to know the ${of === 'cephblockpool' ? 'pool' : 'file system'} ${name} of ${from}.`,
    `made=$(${there} get ${of} ${name} --output=jsonpath='${STATUS[of]}') && test -n "$made"`,
    `${there} get secret "$made" --output=jsonpath='{.data.token}' | base64 --decode > "$SECRETS/token" && test -s "$SECRETS/token"`,
    ...(to.secretStore === undefined
      ? [
          `${here} create secret generic ${secret} --from-file=token="$SECRETS/token" --dry-run=client --output=yaml | ${here} apply --server-side --field-manager=tripod -f -`,
        ]
      : [
          `# Put "$SECRETS/token" into the store ${to.secretStore} as ${from}/ceph-mirror/${of}/${name}. Half an hour is waited for it;`,
          '# then the token stays, and all from here on is done again.',
          `timeout 1800 sh -c 'until ${here} get secret ${secret} > /dev/null 2>&1; do sleep 5; done' &&`,
        ]),
    `rm "$SECRETS/token" && ${here} patch ${of} ${name} --type=merge --field-manager=tripod-mirror --patch='${patch}'`,
    `${here} wait ${of}/${name} --for=jsonpath='{.status.phase}'=Ready --timeout=600s`,
    ...(of === 'cephblockpool'
      ? [
          '# Rook looks at it once a minute: a daemon here follows the other side.',
          `${here} wait ${of}/${name} --for=jsonpath='{.status.mirroringStatus.summary.daemon_health}'=OK --timeout=600s`,
        ]
      : []),
  ];
}
