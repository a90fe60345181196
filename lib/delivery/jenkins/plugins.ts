import { Size } from 'cdk8s';
import { Cpu, type k8s } from 'cdk8s-plus-27';
import { type ContainerProps, image, JENKINS_PLUGINS, VERSIONS } from '../../core';

/** Where the list of plugins is mounted. */
export const PLUGIN_LIST = '/etc/jenkins/plugins.txt';

/** The pinned plugins, as `jenkins-plugin-cli` reads them. A newer Jenkins makes a new list, since it bundles others. */
export function renderPlugins(): string {
  const lines = Object.entries(JENKINS_PLUGINS).map(([name, version]) => `${name}:${version}`);
  return [`# Jenkins ${VERSIONS.jenkins.version}`, ...lines, ''].join('\n');
}

/**
 * Installs the plugins of a list, and what they depend on, into the home of the controller; does nothing where that
 * list is installed already. So the update centre is needed at the first start and when the list changes, never to
 * come back after a failure. Plugins are swapped as a whole: a failed download leaves the old ones, and what somebody
 * installed by hand goes away with the next list.
 */
export function renderInstall(list: string): string {
  return [
    'set -eu',
    `list='${list}'`,
    'installed="$JENKINS_HOME/plugins.installed"',
    'if [ -f "$installed" ] && [ "$(cat "$list")" = "$(cat "$installed")" ]; then',
    '  echo "the plugins of $list are installed"',
    '  exit 0',
    'fi',
    'rm -rf "$JENKINS_HOME/plugins.new"',
    // `--latest false`: else dependencies move to versions that nobody pinned (plugin-installation-manager-tool README).
    'jenkins-plugin-cli --plugin-file "$list" --plugin-download-directory "$JENKINS_HOME/plugins.new" --latest false',
    'rm -rf "$installed" "$JENKINS_HOME/plugins"',
    'mv "$JENKINS_HOME/plugins.new" "$JENKINS_HOME/plugins"',
    'cp "$list" "$installed"',
    '',
  ].join('\n');
}

/**
 * Addresses that `jenkins-plugin-cli` reads from a mirror. The plugins themselves need one of their own: without it
 * they come from the addresses inside the mirrored update-center.json, which are upstream's.
 * Source: jenkinsci/plugin-installation-manager-tool README.md and CliOptions.java@2.15.0, the version in the image.
 */
export function updateCenterEnv(updateCenter: string | undefined): k8s.EnvVar[] {
  if (updateCenter === undefined) return [];
  const base = updateCenter.replace(/\/+$/, '');
  return [
    { name: 'JENKINS_UC', value: base },
    { name: 'JENKINS_PLUGIN_INFO', value: `${base}/plugin-versions.json` },
    { name: 'JENKINS_UC_DOWNLOAD_URL', value: `${base}/download/plugins` },
  ];
}

/** The init container. It asks for no more than the controller does, so it costs the pod nothing. */
export function pluginInstaller(updateCenter: string | undefined, mounts: k8s.VolumeMount[]): ContainerProps {
  return {
    name: 'plugins',
    image: image('jenkins'),
    command: ['sh', '-c', renderInstall(PLUGIN_LIST)],
    env: [
      { name: 'JAVA_OPTS', value: '-XX:MaxRAMPercentage=70' },
      // By default below the home, where it would stay.
      { name: 'CACHE_DIR', value: '/tmp/update-center' },
      ...updateCenterEnv(updateCenter),
    ],
    mounts,
    cpu: Cpu.millis(500),
    cpuLimit: Cpu.units(2),
    memory: Size.gibibytes(2),
  };
}
