import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestMailServer } from '../../../test/support/mail-server.js';
import { converse } from './smtp-conversation.js';

const envelope = { from: 'moa@example.gov', to: 'leader1@example.gov' };
const message = Buffer.from('Subject: hello\r\nMessage-ID: <1@example.gov>\r\n\r\nHello.\r\n');

describe('a conversation with a mail server', () => {
  let server: TestMailServer;
  beforeEach(async () => {
    server = await TestMailServer.start();
  });
  afterEach(() => server.close());

  const send = (): ReturnType<typeof converse> => converse(server.url, envelope, message, 5000);

  it('is accepted when the server says 250', async () => {
    expect(await send()).toMatchObject({
      kind: 'accepted',
      response: expect.stringMatching(/^250/),
    });
    expect(server.accepted.map(({ messageId }) => messageId)).toEqual(['<1@example.gov>']);
  });

  it.each([451, 550])('is refused when the server answers the text with %d', async (code) => {
    server.treatNext({ refuse: code });
    expect(await send()).toMatchObject({ kind: 'refused', code });
  });

  it('is refused when the server does not know the recipient', async () => {
    server.treatNext({ refuseRecipient: 550 });
    expect(await send()).toMatchObject({ kind: 'refused', code: 550 });
    expect(server.arrivals).toEqual([]);
  });

  it('is uncertain when the server takes the text and hangs', async () => {
    server.treatNext('hang-after-data');
    expect(await send()).toMatchObject({ kind: 'uncertain' });
  });

  it('is uncertain when the server takes the text and drops the connection', async () => {
    server.treatNext('drop-after-data');
    expect(await send()).toMatchObject({ kind: 'uncertain' });
  });

  it.each(['drop-before-data', 'hang-before-data'] as const)(
    'knows that nothing left when the server does %s',
    async (treatment) => {
      server.treatNext(treatment);
      expect(await send()).toMatchObject({ kind: 'unreachable' });
    },
  );

  it('knows that nothing left when nobody listens', async () => {
    await server.goAway();
    expect(await send()).toMatchObject({ kind: 'unreachable' });
    await server.comeBack();
    expect(await send()).toMatchObject({ kind: 'accepted' });
  });
});

describe('a server that breaks off at every stage', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** A server that answers line by line as the script says, and then does what `last` does. @returns its address */
  async function scripted(answers: string[], last: (socket: Socket) => void): Promise<string> {
    const server = createServer((socket) => {
      const rest = [...answers];
      const next = (): void => {
        const answer = rest.shift();
        if (answer === undefined) last(socket);
        else socket.write(answer);
      };
      socket.on('error', () => undefined);
      socket.on('data', next);
      next();
    });
    servers.push(server);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    return `smtp://127.0.0.1:${port}/?socketTimeout=300&greetingTimeout=300`;
  }

  const untilData = ['220 hi\r\n', '250 hello\r\n', '250 ok\r\n', '250 ok\r\n', '354 go on\r\n'];
  const stages: [string, string[], string][] = [
    ['before the greeting', [], 'unreachable'],
    ['after the greeting', untilData.slice(0, 1), 'unreachable'],
    ['after EHLO', untilData.slice(0, 2), 'unreachable'],
    ['after MAIL FROM', untilData.slice(0, 3), 'unreachable'],
    ['after RCPT TO', untilData.slice(0, 4), 'unreachable'],
    ['after 354', untilData, 'uncertain'],
  ];

  it.each(stages)('drops %s', async (_stage, answers, kind) => {
    const url = await scripted(answers, (socket) => {
      socket.destroy();
    });
    expect(await converse(url, envelope, message, 5000)).toMatchObject({ kind });
  });

  it.each(stages)('hangs %s', async (_stage, answers, kind) => {
    const url = await scripted(answers, () => undefined);
    expect(await converse(url, envelope, message, 5000)).toMatchObject({ kind });
  });

  it.each(['55', '550 n', '250'])('drops in the middle of its answer: "%s"', async (answer) => {
    const url = await scripted(untilData, (socket) => {
      socket.end(answer);
    });
    expect(await converse(url, envelope, message, 5000)).toMatchObject({ kind: 'uncertain' });
  });

  it('refuses everybody', async () => {
    const url = await scripted(['554 go away\r\n'], () => undefined);
    expect(await converse(url, envelope, message, 5000)).toMatchObject({ kind: 'unreachable' });
  });

  it('says something again and again but never ends', async () => {
    const url = await scripted([], (socket) => {
      const timer = setInterval(() => socket.write('220-still here\r\n'), 50);
      socket.once('close', () => {
        clearInterval(timer);
      });
    });
    const patient = url.replace('greetingTimeout=300', 'greetingTimeout=60000');
    expect(await converse(patient, envelope, message, 400)).toEqual({
      kind: 'unreachable',
      reason: 'the conversation took longer than 0.4 seconds',
    });
  });
});
