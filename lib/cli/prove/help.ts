import { FAILURE_FORMS } from '../../engines/proof';

export const HELP = `tripod prove [environment …] [options]

Says which failures each environment survives, what is lost and how long it takes. Nothing is written. It runs the
program that \`cdk8s synth\` runs, the \`app\` of cdk8s.yaml, which calls \`synth(platform)\` of tripod-iac/synth.

Options
  --fail FAILURE  judge this failure alone, for each thing; given several times, one after the other
  --json          print the form of proof.json, one document for each environment
  --app COMMAND   the program to run (default: \`app\` of cdk8s.yaml)
  --help

Failures
  ${FAILURE_FORMS.join('\n  ')}

  A rack needs no site where one site alone has a rack of that name.

  A + B                    both at the same instant
  A then B                 B after everything has reacted to A by itself
  A then after repair B    B after everything that A took was made again on what was left

Examples
  tripod prove production
  tripod prove --fail site=sh-a
  tripod prove production --fail 'site=sh-a + host=sh-b-master-1' --fail 'host=sh-a-storage-1 then site=sh-b'

Exit code: 0 if every objective that was judged is kept; 1 if one is broken, or for a problem. With --fail these are the
objectives for a host, rack, site or city that is lost alone.`;
