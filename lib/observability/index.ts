export { ElasticStack, type ElasticStackProps } from './elastic/elastic-stack';
export { type ElasticHost, type ElasticSite } from './elastic/sites';
export { EckOperator } from './elastic/operator/operator';
