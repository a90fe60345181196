export * from './logstash';
