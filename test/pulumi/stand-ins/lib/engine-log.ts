import { credentials } from '@grpc/grpc-js';
import { EngineClient } from '@pulumi/pulumi/proto/engine_grpc_pb';
import { LogRequest, LogSeverity } from '@pulumi/pulumi/proto/engine_pb';

/** What a person sees of a plugin's work: warnings stay, progress shows beside the resource while it is worked on. */
export class EngineLog {
  private readonly engine: EngineClient;

  constructor(address: string) {
    this.engine = new EngineClient(address, credentials.createInsecure());
  }

  warn(urn: string, message: string): Promise<void> {
    return this.send(new LogRequest().setSeverity(LogSeverity.WARNING).setUrn(urn).setMessage(message));
  }

  progress(urn: string, message: string): Promise<void> {
    return this.send(new LogRequest().setSeverity(LogSeverity.INFO).setUrn(urn).setMessage(message).setEphemeral(true));
  }

  /** Awaited, so that a line comes before the end of the operation that it is about. An engine gone is no error. */
  private send(request: LogRequest): Promise<void> {
    return new Promise((resolve) => this.engine.log(request, () => resolve()));
  }
}
