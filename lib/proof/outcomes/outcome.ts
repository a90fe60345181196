import type { Loss } from '../failure/loss';
import { judge } from '../judge/judge';
import type { Model } from '../model/model';
import type { Outcome } from '../proof';
import { touched } from './touched';

/** What one failure does. */
export function outcomeOf(loss: Loss, model: Model): Outcome {
  const { kind } = loss;
  return { kind, name: loss.name, failures: [loss.name], count: 1, verdicts: touched(judge(model, loss)) };
}
