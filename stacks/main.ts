import { run, synth } from 'tripod-iac/synth';
import { platform } from './platform';

run(() => synth(platform()));
