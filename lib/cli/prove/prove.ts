import { checkForm, type ProofFile, proofText } from '../../engines/proof';
import { appOf } from './app';
import { ask } from './ask';
import { brokenBy } from './broken';
import { failureTable } from './failure-table';
import { HELP } from './help';
import { optionsOf } from './options';
import { painter } from './paint';
import { proofTable } from './proof-table';

/** `tripod prove`: what each environment survives. The exit code is 1 where an objective is broken. */
export function proveCommand(args: readonly string[]): Promise<void> {
  const { help, json, app, environments, failures } = optionsOf(args);
  if (help) return print(`${HELP}\n`);
  // A failure of no known form is a fault of the call: no need to run the program for it.
  failures.forEach(checkForm);
  const proofs = ask(appOf(app), environments, failures);
  const isBroken = failures.length > 0 ? breaksInFailure : breaksAnywhere;
  if (proofs.some(isBroken)) process.exitCode = 1;
  return print(json ? proofs.map(proofText).join('') : tables(proofs, failures.length > 0));
}

function tables(proofs: readonly ProofFile[], asked: boolean): string {
  const paint = painter(process.stdout.isTTY, process.env['NO_COLOR']);
  const one = asked
    ? (proof: ProofFile) => proof.failures.map((failure) => failureTable(proof, failure, paint)).join('\n')
    : (proof: ProofFile) => proofTable(proof, paint);
  return proofs.map(one).join('\n');
}

function breaksAnywhere({ breaches }: ProofFile): boolean {
  return breaches.length > 0;
}

function breaksInFailure(proof: ProofFile): boolean {
  return proof.failures.some((failure) => brokenBy(proof, failure).length > 0);
}

/** Waits until it is written: a pipe takes long output in pieces. */
function print(text: string): Promise<void> {
  return new Promise((done) => void process.stdout.write(text, () => done()));
}
