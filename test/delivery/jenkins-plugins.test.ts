import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderInstall } from '../../lib/delivery/jenkins/plugins';

/** The script of the init container, run by a real shell with a `jenkins-plugin-cli` that only notes what it is asked. */
describe('the installer', () => {
  let home: string;
  let list: string;
  const plugins = () => readdirSync(join(home, 'plugins'));
  const runs = () =>
    existsSync(join(home, 'runs')) ? readFileSync(join(home, 'runs'), 'utf8').trim().split('\n') : [];

  const install = (fails = false) => {
    const environment = { PATH: `${home}:${process.env.PATH}`, JENKINS_HOME: home, FAILS: String(fails) };
    execFileSync('sh', ['-c', renderInstall(list)], { env: environment, stdio: 'pipe' });
  };

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'tripod-jenkins-'));
    list = join(home, 'plugins.txt');
    writeFileSync(list, 'git:1\n');
    const cli = [
      '#!/bin/sh',
      'echo "$@" >> "$JENKINS_HOME/runs"',
      'mkdir "$4"',
      '[ "$FAILS" = true ] && exit 1',
      'sed "s/:.*/.jpi/" "$2" | while read -r name; do echo > "$4/$name"; done',
    ];
    writeFileSync(join(home, 'jenkins-plugin-cli'), `${cli.join('\n')}\n`);
    chmodSync(join(home, 'jenkins-plugin-cli'), 0o755);
  });

  afterEach(() => rmSync(home, { recursive: true }));

  it('asks for the pinned versions and no newer dependencies', () => {
    install();
    expect(runs()).toEqual([`--plugin-file ${list} --plugin-download-directory ${home}/plugins.new --latest false`]);
    expect(plugins()).toEqual(['git.jpi']);
  });

  it('needs no update centre when the list is installed already', () => {
    install();
    install(true);
    expect(runs()).toHaveLength(1);
  });

  it('takes away what is not in a new list', () => {
    install();
    writeFileSync(list, 'ldap:1\n');
    install();
    expect(plugins()).toEqual(['ldap.jpi']);
  });

  it('leaves the old plugins where a download fails, and tries again', () => {
    install();
    writeFileSync(list, 'ldap:1\n');
    expect(() => install(true)).toThrow();
    expect(plugins()).toEqual(['git.jpi']);
    install();
    expect(plugins()).toEqual(['ldap.jpi']);
  });
});
