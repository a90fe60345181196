import { program } from 'tripod-iac/pulumi';
import { platform } from './platform';

export = program(() => platform());
