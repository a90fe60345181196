import { Cpu } from 'cdk8s-plus-27';
import { isFields, isListOf, isWhole, type Problems, show } from '../../../errors';
import { A_DNS_LABEL, isDnsLabel } from '../../check/names';
import { mebibytesOf } from '../../check/props';

type Fields = Readonly<Record<string, unknown>>;

/** Checks the containers of a pod, of which there is one at least, and that no two have one name. */
export function checkContainers({ containers, initContainers }: Fields, problems: Problems): void {
  const main = listOf('containers', containers, problems);
  const first = initContainers === undefined ? [] : listOf('initContainers', initContainers, problems);
  problems.check(main.length > 0 || !isListOf(containers, () => true), {
    at: 'containers',
    got: containers,
    want: 'one container or more',
    fix: 'say what the pod runs',
  });
  const all = [...first, ...main].filter(([at, container]) => checkContainer(at, container, problems));
  const names = all.map(([, container]) => (container as Fields)['name']);
  all.forEach(([at], index) =>
    problems.check(names.indexOf(names[index]) === index, {
      at: `${at}.name`,
      got: `${show(names[index])} once more`,
      want: 'a name of its own for every container of the pod',
      fix: 'rename one of them',
    }),
  );
}

function listOf(at: string, value: unknown, problems: Problems): readonly (readonly [string, unknown])[] {
  const list = problems.check(
    isListOf(value, () => true),
    {
      at,
      got: value,
      want: 'a list of containers',
      fix: 'give it as a list',
    },
  );
  return list ? (value as unknown[]).map((container, index) => [`${at}[${index}]`, container] as const) : [];
}

/** @returns whether it has a name */
function checkContainer(at: string, container: unknown, problems: Problems): boolean {
  if (!isFields(container)) {
    return problems.check(false, { at, got: container, want: 'a container', fix: 'give name, image, cpu and memory' });
  }
  const { name, image, cpu, cpuLimit, memory } = container;
  problems.check(typeof image === 'string' && /^\S+$/.test(image), {
    at: `${at}.image`,
    got: image,
    want: 'the reference of an image',
    fix: "for example `image('jenkins')`",
  });
  problems.check(isCpu(cpu), {
    at: `${at}.cpu`,
    got: cpu,
    want: 'a Cpu above 0',
    fix: 'for example `Cpu.millis(500)`',
  });
  problems.check(cpuLimit === undefined || isCpu(cpuLimit), {
    at: `${at}.cpuLimit`,
    got: cpuLimit,
    want: 'a Cpu above 0',
    fix: 'leave it out for twice the request',
  });
  problems.check(isWhole(mebibytesOf(memory), 1), {
    at: `${at}.memory`,
    got: mebibytesOf(memory) === undefined ? memory : `${mebibytesOf(memory)} MiB`,
    want: 'a Size above 0, in whole MiB',
    fix: 'for example `Size.mebibytes(256)`',
  });
  return problems.check(isDnsLabel(name), {
    at: `${at}.name`,
    got: name,
    want: A_DNS_LABEL,
    fix: 'rename the container',
  });
}

function isCpu(cpu: unknown): boolean {
  return cpu instanceof Cpu && /^\d+(\.\d+)?m?$/.test(cpu.amount) && parseFloat(cpu.amount) > 0;
}
