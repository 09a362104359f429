/** Mail over SMTP, through pooled connections. */
import { createTransport } from 'nodemailer';
import { RecipientError, UndeliverableError } from './failure.js';
import { composeLetter } from './letter.js';
import type { Locale, Message } from './message.js';

export type Mailer = {
  sendMail(email: string, message: Message, locale: Locale): Promise<void>;
  dispose(): void;
};

/** One address and nothing that a mail header or an SMTP command would read as more than that. */
const oneAddress = /^[^\s\p{C}<>()[\]\\,;:"@]+@[^\s\p{C}<>()[\]\\,;:"@]+$/u;

/** Tells what is the recipient's fault from what is the transport's. */
const translate = (error: unknown): unknown => {
  const { command, responseCode } = error as { command?: unknown; responseCode?: unknown };
  // 421 closes the connection, and 530 asks us to sign in: neither is about who the mail is for.
  if (command !== 'RCPT TO' || typeof responseCode !== 'number' || responseCode === 421 || responseCode === 530) {
    return error;
  }
  return new (responseCode >= 500 ? UndeliverableError : RecipientError)(String(responseCode));
};

/**
 * Connects at the first mail.
 * @param url `smtp://user:password@host:port` (upgraded by STARTTLS where it is offered) or `smtps://…`
 * @param from `Name <address>`
 * @param timeout milliseconds for connecting and for the greeting; an answer may take twice as long
 */
export const createMailer = (url: string, from: string, timeout = 5_000): Mailer => {
  const transport = createTransport({
    url,
    pool: true,
    dnsTimeout: timeout,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: 2 * timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    sendMail: async (email, message, locale) => {
      if (!oneAddress.test(email)) throw new UndeliverableError('ADDRESS');
      const { lang, ...letter } = composeLetter(message, locale);
      try {
        await transport.sendMail({
          ...letter,
          from,
          to: { name: '', address: email },
          headers: {
            // Keeps out-of-office replies away (RFC 3834; Exchange reads the other one).
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            'Content-Language': lang,
          },
        });
      } catch (error) {
        throw translate(error);
      }
    },
    dispose: () => transport.close(),
  };
};
