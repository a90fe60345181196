import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { ErrorResourceInitFailed } from '@pulumi/pulumi/proto/provider_pb';
import { Status } from '@pulumi/pulumi/proto/status_pb';
import type { Properties } from './values';
import { toWire } from './wire';

/** The resource is there, yet not as it should be: the engine records it, and the next `up` goes on with an update. */
export class InitError extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly state: Properties,
    /** What else is known, beside the message. */
    readonly reasons: readonly string[] = [],
    /** Inputs to record; those of the program where absent. */
    readonly inputs?: Properties,
  ) {
    super(message);
    this.name = 'InitError';
  }
}

/** The error as the engine wants it. Code Unknown unless it says another: so a Go plugin answers. */
export function toServiceError(error: Error): Partial<ServiceError> {
  const metadata = new Metadata();
  if (error instanceof InitError) metadata.add('grpc-status-details-bin', Buffer.from(details(error)));
  const { code = status.UNKNOWN } = error as Partial<ServiceError>;
  return { code, details: error.message, metadata };
}

function details(error: InitError): Uint8Array {
  const failed = new ErrorResourceInitFailed()
    .setId(error.id)
    .setProperties(toWire(error.state))
    .setReasonsList([error.message, ...error.reasons]);
  if (error.inputs) failed.setInputs(toWire(error.inputs));
  const packed = new Any();
  packed.pack(failed.serializeBinary(), 'pulumirpc.ErrorResourceInitFailed');
  const whole = new Status().setCode(status.UNKNOWN).setMessage(error.message);
  whole.addDetails(packed); // which returns the part, not the whole
  return whole.serializeBinary();
}
