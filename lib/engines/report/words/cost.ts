import { type ClassCost, dataPhrases, servicePhrases } from '../../proof';
import { GLUE } from './time';

/** What becomes of data, in phrases whose times do not part: `the last 45 min of etcd lost`. */
export function dataTexts(cost: ClassCost): readonly string[] {
  return dataPhrases(cost).map(glued);
}

/** How service returns, in such phrases: `back within 55 s`. */
export function serviceTexts(cost: ClassCost): readonly string[] {
  return servicePhrases(cost).map(glued);
}

/** What a failure costs, in a sentence without its full stop. */
export function costText(cost: ClassCost): string {
  return [...dataTexts(cost), ...serviceTexts(cost)].join(', ');
}

/** No line ends inside of a time. */
export function glued(text: string): string {
  return text.replaceAll(
    /(\d) (d|h|min|s|ms)\b(?: (?=\d))?/g,
    (whole, digit: string, unit: string) => `${digit}${GLUE}${unit}${whole.endsWith(' ') ? GLUE : ''}`,
  );
}
