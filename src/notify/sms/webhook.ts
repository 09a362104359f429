/** SMS by a gateway of the operator's own: a JSON POST, signed as Standard Webhooks has it (standardwebhooks.com). */
import { createHmac, randomUUID } from 'node:crypto';
import type { WebhookSms } from '../../env.js';
import { TransportError, UndeliverableError } from '../failure.js';
import { lineOf } from '../words.js';
import type { SmsProvider } from './provider.js';

/** @param timeout milliseconds until the answer */
export const createWebhookSms = ({ url, secret }: WebhookSms, timeout = 5_000): SmsProvider => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return {
    sendSms: async (phone, message, locale) => {
      const id = `msg_${randomUUID()}`;
      const timestamp = Math.floor(Date.now() / 1000);
      const body = JSON.stringify({ id, phone, ...message, locale, text: lineOf(message, locale) });
      const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': `v1,${signature}`,
        },
        body,
        // A redirect would carry number and code to a place that nobody configured.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
      await response.body?.cancel();
      if (response.ok) return;
      if (response.status === 422) throw new UndeliverableError('422');
      throw new TransportError(String(response.status));
    },
  };
};
