import { PolicyPack } from '@pulumi/policy';
import { CONFIG } from './config';
import { policies } from './policies';

/** Starts the server that the engine asks about every resource. */
new PolicyPack('tripod', { policies: policies(), enforcementLevel: 'mandatory' }, CONFIG);
