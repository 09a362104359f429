/** Messages to people: one port over mail and SMS. */
import type { ServiceState } from '../breaker.js';
import type { Env } from '../env.js';
import { AppError } from '../errors.js';
import type { Log } from '../log.js';
import { createConsole } from './console.js';
import { UndeliverableError } from './failure.js';
import { createGuard } from './guard.js';
import { createMailer, type Mailer } from './mail.js';
import type { Contact, Locale, Message } from './message.js';
import { createAliyunSms } from './sms/aliyun.js';
import type { SmsProvider } from './sms/provider.js';
import { createWebhookSms } from './sms/webhook.js';

export { UndeliverableError } from './failure.js';
export type { CodePurpose, Contact, Locale, Message } from './message.js';

export type Notifier = {
  /** Whether a transport is configured for this kind of contact. */
  reaches(contact: Contact): boolean;
  /**
   * Hands the message to the transport; does not retry.
   * @throws UndeliverableError when the recipient was refused for good
   * @throws AppError DEPENDENCY_UNAVAILABLE when the message was not accepted, or there is no transport
   */
  send(contact: Contact, message: Message, locale: Locale): Promise<void>;
  /** Of the transports that are services of others, by name. */
  states?(): Record<string, ServiceState>;
  dispose(): Promise<void>;
};

const createMail = (env: Env, log: Log): Mailer | undefined => {
  if (env.smtpUrl) return createMailer(env.smtpUrl, env.mailFrom);
  return env.nodeEnv === 'production' ? undefined : createConsole(log);
};

const createSms = (env: Env, log: Log): SmsProvider | undefined => {
  switch (env.sms?.provider) {
    case 'aliyun':
      return createAliyunSms(env.sms);
    case 'webhook':
      return createWebhookSms(env.sms);
    default:
      return env.nodeEnv === 'production' ? undefined : createConsole(log);
  }
};

const e164 = /^\+[1-9]\d{6,14}$/;

export const createNotifier = (env: Env, log: Log): Notifier => {
  const mail = createMail(env, log);
  const sms = createSms(env, log);
  for (const [transport, configured] of Object.entries({ mail, sms })) {
    if (!configured) log.warn({ transport }, 'no transport is configured: contacts of this kind are refused');
  }
  const guardMail = createGuard('mail', log);
  const guardSms = createGuard('sms', log);

  return {
    reaches: (contact) => ('email' in contact ? mail : sms) !== undefined,
    send: async (contact, message, locale) => {
      if ('email' in contact && mail) return guardMail(() => mail.sendMail(contact.email, message, locale));
      if ('phone' in contact && sms) {
        // Some gateways take several numbers in one: nothing but a number may get there.
        if (!e164.test(contact.phone)) throw new UndeliverableError('NUMBER');
        return guardSms(() => sms.sendSms(contact.phone, message, locale));
      }
      throw new AppError('DEPENDENCY_UNAVAILABLE');
    },
    states: () => ({
      ...(env.smtpUrl ? { mail: guardMail.state() } : {}),
      ...(env.sms && env.sms.provider !== 'console' ? { sms: guardSms.state() } : {}),
    }),
    dispose: async () => mail?.dispose(),
  };
};
