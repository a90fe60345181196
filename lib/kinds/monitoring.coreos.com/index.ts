export * from './pod-monitor';
export { PrometheusRule, type PrometheusRuleSpec } from '../../core';
