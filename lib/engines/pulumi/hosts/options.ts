import type { Input, Resource } from '@pulumi/pulumi';

export interface BootstrapOptions {
  /** Keys of all hosts and of the jump, as `ssh-keyscan` prints them, under their names or addresses. */
  readonly knownHosts: string;
  /**
   * Private key that all of them accept, without a passphrase. With another one than before the files of every host are put
   * there again, which changes nothing on it; who has a key of his own uses an agent. @default - the keys of the SSH agent
   * (SSH_AUTH_SOCK)
   */
  readonly privateKey?: Input<string>;
  /** Values of secrets by name: the key by which Secrets are encrypted, where the environment names one. @default - none */
  readonly secrets?: Readonly<Record<string, Input<string>>>;
  /** What the hosts stand below in the tree of the stack. @default - the stack */
  readonly parent?: Resource;
  /** Any text; another one than before takes the kubeconfig anew, as after a renewal of certificates. @default - none */
  readonly kubeconfigTaken?: string;
}
