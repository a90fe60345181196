import { type Action } from '../action';
import { APPROVAL_HOURS } from '../runner';
import type { RecoveryPlan } from '../recovery-plan';
import { expectedTime, runningSum, timeUntilServed } from '../time';
import { fenceSentence } from './fence';
import { chapter } from './step';
import { spoken } from './time';

/** The plan for people, on paper if need be. @param approved what {@link fingerprint} says of its programs */
export function runbook(plan: RecoveryPlan, approved: string): string {
  const { title, from, to, name, decidedBy, approvals, fence, needs = [], actions } = plan;
  const served = actions.some(({ phase }) => phase === 'traffic')
    ? `Clients are led to ${to} after ${spoken(timeUntilServed(plan))}, and all is done after ${spoken(expectedTime(plan))}`
    : `All is done after ${spoken(expectedTime(plan))}`;
  return [
    `# ${title}`,
    `Plan \`${name}\`, from ${from} to ${to}. Print it, and keep it where ${from} cannot take it along.`,
    [
      `- Decides: ${decidedBy}.`,
      `- Approves: ${approvals === 1 ? 'one person' : 'two people, by different names'}, before the first step that changes anything. An approval holds for ${APPROVAL_HOURS} hours, for one epoch and for these scripts alone.`,
      `- ${fenceSentence(plan, fence)}`,
      `- ${served}, each step at its expected time. A decision that no step names comes on top, and so does the time for which clients keep an old address, where no step waits for it.`,
      `- Scripts: \`${approved}\` (sha256; \`run.sh approve\` shows the same).`,
    ].join('\n'),
    ...(needs.length === 0
      ? []
      : [['## What must be there', needs.map((need) => `- ${need}`).join('\n')].join('\n\n')]),
    ['## How it is run', block(commands(plan)), AFTERWARDS].join('\n\n'),
    ['## The steps', table(plan)].join('\n\n'),
    ...actions.map((_, index) => chapter(plan, index)),
    ['## By hand', BY_HAND, block(environment(plan))].join('\n\n'),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

const AFTERWARDS = `\`run\` stops at the first step that fails, and goes on there when it is run again; nothing that is done is done twice. It
never runs a finished plan again. Every command that a step runs stands below, and \`run --dry-run\` shows the same.`;

const BY_HAND = `Where \`run.sh\` itself cannot be used: each step is a program of its own, told \`check\`, \`do\`, \`verify\` or \`undo\`, in the
order above. It asks nobody, counts nothing and keeps no record: write down who did what, and when. They need these values,
and whoever sets \`EPOCH\` makes sure that it is nobody else's turn.`;

function commands({ approvals }: RecoveryPlan): readonly string[] {
  return [
    'export SECRETS=/path/to/keys    # kubeconfigs and keys that the steps name',
    'bash run.sh status              # where it stands',
    'bash run.sh run --dry-run       # every command, and which checks hold now; changes nothing',
    ...Array.from(
      { length: approvals },
      (_, index) => `bash run.sh approve --by NAME   # ${index === 0 ? 'whoever approves' : 'and somebody else'}`,
    ),
    'bash run.sh run --by NAME --lost-at "today 14:05"',
  ];
}

function environment({ from, to, name, epoch }: RecoveryPlan): readonly string[] {
  return [
    ...(epoch === undefined
      ? ['export PREVIOUS=0 EPOCH=1          # counted by run.sh']
      : [`bash epoch.sh                       # prints, for example, 7 ${from}`, 'export PREVIOUS=7 EPOCH=8']),
    `export PLAN=${name} FROM=${from} TO=${to}`,
    `export STATE=$(mktemp -d) SECRETS=/path/to/keys LOST_AT=$(date +%s)`,
    'bash steps/NN-ID.sh check && bash steps/NN-ID.sh do && bash steps/NN-ID.sh verify',
  ];
}

function table(plan: RecoveryPlan): string {
  const ends = runningSum(plan);
  const row = ({ id, title, phase, time, by }: Action, index: number): string =>
    `| ${index + 1} | ${cell(title)} (\`${id}\`) | ${phase} | ${cell(by ?? 'the script')} | ${seconds(time.toSeconds())} | ${seconds(ends[index] ?? 0)} | |`;
  return [
    '| | step | phase | done by | expected | by then | done at |',
    '| -: | --- | --- | --- | -: | -: | --- |',
    ...plan.actions.map(row),
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function seconds(count: number): string {
  return `${count} s`;
}

function block(lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n');
}
