import { Duration } from 'cdk8s';
import { type Action, Lasting } from '../../plan/action';
import { membersOf, type Side, step } from './side';

/** Closes every member, and looks whether it stays so: its guard must have lost the epoch before. */
export function close(side: Side): readonly Action[] {
  const { name, environment, settings } = side;
  const wait = settings.witness.closesWithin.toSeconds();
  const all = membersOf(side);
  return [
    {
      id: `close-${name}`,
      title: `Close ${name} in ${environment.name}, and ask every server whether it is`,
      phase: 'fence',
      // All of them at the same time.
      time: Duration.seconds(wait + 5),
      check: step(
        all.map((member) => `on_member ${member} is up`),
        side,
      ),
      commands: step(
        [
          'waits=()',
          `for each in "\${members[@]}"; do on_member "$each" close ${wait} & waits+=($!); done`,
          'for each in "${waits[@]}"; do wait "$each"; done',
        ],
        side,
      ),
      verify: step(
        all.map((member) => `on_member ${member} is closed`),
        side,
      ),
      undo: new Lasting('its guard opens it when its side has the turn again'),
    },
  ];
}

/** Writes and reads as a user does, at every server. */
export function verify(side: Side): readonly Action[] {
  const { name, environment } = side;
  const probe = step(['at=$(first_that open "${members[@]}")', 'on_member "$at" probe'], side);
  return [
    {
      id: `verify-${name}`,
      title: `Write to ${name} in ${environment.name} and read it again, over the network, as a user does`,
      phase: 'verification',
      time: Duration.seconds(10),
      commands: probe,
      verify: step(['on_member "$(first_that open "${members[@]}")" state'], side),
      undo: [],
    },
  ];
}
