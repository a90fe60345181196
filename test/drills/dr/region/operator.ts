import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { files, type PlanStep, type Rendering } from 'tripod-iac';
import { ADMIN_CONF, type Machine, type Outcome } from '../../world';
import { API_NAME } from './environments';
import { binary } from '../../../cluster/harness';
import { MEMBER_PROGRAM } from './mariadb';
import type { Region } from './region';
import { KEY_NAME } from './secrets';
import { STORE_KEY } from './store';

/** The machine from which plans are run, in the city that stays: it has what was rendered, and the keys. */
export class Operator {
  private readonly dist: string;
  private readonly secrets: string;

  constructor(
    private readonly region: Region,
    private readonly machine: Machine,
  ) {
    this.dist = join(region.folder, 'dist');
    this.secrets = join(region.folder, 'secrets');
  }

  /** Puts everything there that plans need, but for kubeconfigs, which only a cluster gives. */
  install(): void {
    const { production, standby } = this.region.renderings;
    for (const rendering of [production, standby]) this.write(rendering);
    const { secrets } = this.region;
    mkdirSync(join(this.secrets, 'witness'), { recursive: true });
    const keep = (name: string, text: string) => writeFileSync(join(this.secrets, name), text, { mode: 0o600 });
    keep('witness.key', secrets.tsig(`${KEY_NAME}-plan`));
    keep('witness/guard', secrets.tsigSecret(KEY_NAME));
    const { primary, replica } = this.region;
    writeFileSync(
      join(this.secrets, 'on-member'),
      `#!/bin/bash
# SIDE/MEMBER WORDS…: as \`kubectl exec\` does where members are pods.
case $1 in production/*) address=${primary.address} ;; *) address=${replica.address} ;; esac
exec ssh "root@$address" "$(printf '%q ' ${MEMBER_PROGRAM} "\${@:2}")"
`,
      { mode: 0o700 },
    );
    keep('store.env', `AWS_ACCESS_KEY_ID=${STORE_KEY.id}\nAWS_SECRET_ACCESS_KEY=${STORE_KEY.secret}\n`);
  }

  /** Kubeconfigs of both sides, which are one cluster: each leads to the VIP of its own. */
  async takeKubeconfigs(): Promise<void> {
    const { production, standby } = this.region;
    const text = await production.first.must(`cat ${ADMIN_CONF}`);
    for (const { rendering, layout } of [production, standby]) {
      const [site] = layout.sites;
      const config = text.replace(
        /^( *)server: .*$/m,
        `$1server: https://${site?.vip}:${layout.endpoint.split(':')[1]}\n$1tls-server-name: ${API_NAME}`,
      );
      writeFileSync(join(this.secrets, `${rendering.environment.name}.conf`), config, { mode: 0o600 });
    }
  }

  /** Runs a line of bash where the files of an environment lie. Its code is not judged. */
  run(environment: string, line: string, seconds = 300): Promise<Outcome> {
    return this.machine.run(`cd '${join(this.dist, environment)}' && exec bash`, {
      input: `set -uo pipefail\n${line}\n`,
      timeout: seconds,
      env: {
        SECRETS: this.secrets,
        STATE: this.secrets,
        TRIPOD_STATE: this.region.state,
        TRIPOD_MARIADB_RUN: join(this.secrets, 'on-member'),
        AGENT: binary('tripod-agent'),
      },
    });
  }

  /** The same, which must succeed. @throws with what was said */
  async must(environment: string, line: string): Promise<string> {
    const { code, output } = await this.run(environment, line);
    if (code !== 0) throw new Error(`exit code ${code} of: ${line.slice(-300)}\n${output}`);
    return output;
  }

  /** Runs the commands of a step of an installation's plan. @throws with what they said */
  async step(rendering: Rendering, title: RegExp): Promise<void> {
    const steps: readonly PlanStep[] = rendering.components.flatMap(({ component }) => component.steps);
    const step = steps.find((each) => title.test(each.title));
    if (step === undefined) throw new Error(`${rendering.environment.name} has no step ${title.source}`);
    await this.must(rendering.environment.name, step.commands.join('\n'));
  }

  private write(rendering: Rendering): void {
    for (const { path, text } of files(rendering)) {
      const target = join(this.dist, rendering.environment.name, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
      if (path.endsWith('.sh')) chmodSync(target, 0o755);
    }
  }
}
