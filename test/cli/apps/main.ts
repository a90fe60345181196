import { run, synth } from 'tripod-iac/synth';
import { platform } from './platform';

process.stdout.write('a line of the program itself\n');
run(() => synth(platform()));
