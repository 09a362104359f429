/** A real SMTP server that keeps what it is given. */
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type MailServer = {
  /** `smtp://user:password@host:port` */
  url: string;
  port: number;
  /** In the order in which they were accepted. */
  mails: (ParsedMail & { raw: string; envelope: string[]; secure: boolean })[];
  /** Connections since the start. */
  connections(): number;
  dispose(): Promise<void>;
};

export type MailServerOptions = {
  port?: number;
  /** Refuses other sign-ins; without it anybody may send. */
  auth?: { user: string; pass: string };
  /** Offers STARTTLS, with a certificate that nobody has signed. */
  startTls?: boolean;
  /** The answer to RCPT TO of an address, where it is not 250. */
  refuse?: (address: string) => { code: number; text: string } | undefined;
};

export const createMailServer = async ({
  port = 0,
  auth,
  startTls = false,
  refuse = () => undefined,
}: MailServerOptions = {}): Promise<MailServer> => {
  const mails: MailServer['mails'] = [];
  let connections = 0;
  const server = new SMTPServer({
    // Connections that clients keep for later are cut.
    closeTimeout: 1,
    authOptional: auth === undefined,
    allowInsecureAuth: !startTls,
    disabledCommands: [...(startTls ? [] : ['STARTTLS']), ...(auth ? [] : ['AUTH'])],
    onConnect: (_session, callback) => {
      connections += 1;
      callback();
    },
    onAuth: ({ username, password }, _session, callback) =>
      username === auth?.user && password === auth?.pass
        ? callback(null, { user: username })
        : callback(new Error(`no such account: ${username}`)),
    onRcptTo: ({ address }, _session, callback) => {
      const refusal = refuse(address);
      callback(refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData: async (stream, session, callback) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const raw = Buffer.concat(chunks);
      const envelope = session.envelope.rcptTo.map(({ address }) => address);
      mails.push({ ...(await simpleParser(raw)), raw: raw.toString(), envelope, secure: session.secure });
      callback();
    },
  });
  // A client that goes away in the middle is what some tests are about.
  server.on('error', () => undefined);
  const listener = server.listen(port, '127.0.0.1') as Server;
  await once(listener, 'listening');
  const { port: taken } = listener.address() as AddressInfo;
  const credentials = auth ? `${encodeURIComponent(auth.user)}:${encodeURIComponent(auth.pass)}@` : '';
  return {
    url: `smtp://${credentials}127.0.0.1:${taken}`,
    port: taken,
    mails,
    connections: () => connections,
    dispose: () => new Promise((resolve) => server.close(resolve)),
  };
};
