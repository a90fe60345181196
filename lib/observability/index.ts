export { ElasticStack } from './elastic/elastic-stack';
export type { ElasticStackProps } from './elastic/props';
export { type ElasticHost, type ElasticSite } from './elastic/sites';
export { EckOperator } from './elastic/operator/operator';
