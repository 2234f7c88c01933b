import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** How the server treats the next mail. */
export type Treatment =
  | 'accept'
  /** Says no to the whole text. */
  | { refuse: number }
  /** Says no to the recipient. */
  | { refuseRecipient: number }
  /** Takes the whole text and never answers. */
  | 'hang-after-data'
  /** Takes the whole text and cuts the connection instead of answering. */
  | 'drop-after-data'
  /** Cuts the connection when the recipient is named: before DATA. */
  | 'drop-before-data'
  /** Never answers the recipient: before DATA. */
  | 'hang-before-data';

/** A mail that reached the server, whatever the server said to it. */
export interface Arrival {
  mail: ParsedMail;
  messageId: string;
  to: string;
  /** Whether the server said 250. */
  isAccepted: boolean;
}

/** A real SMTP server under the test's control, on this machine. */
export class TestMailServer {
  readonly arrivals: Arrival[] = [];
  /** Called when a whole mail is there, before the server answers. */
  onArrival: (arrival: Arrival) => void | Promise<void> = () => undefined;
  /** Called in the very tick in which the server has written its 250. */
  onAnswered: () => void = () => undefined;
  /** Called when the recipient is named, before the server answers: before DATA. */
  onRecipient: () => void = () => undefined;
  private readonly treatments: Treatment[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      authOptional: true,
      disableReverseLookup: true,
      // A client that sends the envelope in one piece would have DATA answered before the recipient is.
      hidePIPELINING: true,
      closeTimeout: 1,
      onRcptTo: (_address, session, callback) => {
        const [treatment] = this.treatments;
        this.onRecipient();
        if (treatment === 'hang-before-data') this.treatments.shift();
        else if (treatment === 'drop-before-data') {
          this.treatments.shift();
          this.drop(session);
        } else if (typeof treatment === 'object' && 'refuseRecipient' in treatment) {
          this.treatments.shift();
          callback(smtpError(treatment.refuseRecipient));
        } else callback();
      },
      onData: (stream, session, callback) => {
        void buffer(stream).then(async (text) => {
          const treatment = this.treatments.shift() ?? 'accept';
          const mail = await simpleParser(text);
          const arrival: Arrival = {
            mail,
            messageId: mail.messageId ?? '',
            to: session.envelope.rcptTo.map(({ address }) => address).join(),
            isAccepted: treatment === 'accept',
          };
          this.arrivals.push(arrival);
          await this.onArrival(arrival);
          if (treatment === 'accept') {
            callback();
            this.onAnswered();
          } else if (treatment === 'drop-after-data') this.drop(session);
          else if (typeof treatment === 'object' && 'refuse' in treatment)
            callback(smtpError(treatment.refuse));
        });
      },
    });
    this.server.on('error', () => undefined);
    this.server.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  static async start(): Promise<TestMailServer> {
    const server = new TestMailServer();
    await server.listen(0);
    return server;
  }

  /** Short waits: a server that hangs is found out soon, but a machine that is busy with other tests is not taken for one. */
  get url(): string {
    return `smtp://127.0.0.1:${this.port}/?socketTimeout=1500&greetingTimeout=10000&connectionTimeout=10000`;
  }

  get accepted(): Arrival[] {
    return this.arrivals.filter(({ isAccepted }) => isAccepted);
  }

  /** Treats the next mails so, in this order; then every mail is accepted again. */
  treatNext(...treatments: Treatment[]): void {
    this.treatments.push(...treatments);
  }

  /** Nobody answers at the address until `comeBack`. */
  async goAway(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    const { port } = this;
    await new Promise<void>((resolve) =>
      this.server.server.close(() => {
        resolve();
      }),
    );
    this.awayPort = port;
  }

  async comeBack(): Promise<void> {
    await this.listen(this.awayPort);
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
  }

  private awayPort = 0;

  private get port(): number {
    return (this.server.server.address() as AddressInfo | null)?.port ?? this.awayPort;
  }

  private listen(port: number): Promise<void> {
    return new Promise((resolve) => {
      this.server.server.listen(port, '127.0.0.1', () => {
        resolve();
      });
    });
  }

  private drop(session: SMTPServerSession): void {
    for (const socket of this.sockets)
      if (socket.remotePort === session.remotePort) socket.destroy();
  }
}

const smtpError = (code: number): Error =>
  Object.assign(new Error(`the test says ${code}`), { responseCode: code });
