/** SMS by Aliyun (阿里云短信服务), which sends templates that it has approved. */
import { createRequire } from 'node:module';
import type { AliyunSms } from '../../env.js';
import { RecipientError, TransportError, UndeliverableError } from '../failure.js';
import type { Message } from '../message.js';
import type { SmsProvider } from './provider.js';

type Sdk = typeof import('@alicloud/dysmsapi20170525', { with: { 'resolution-mode': 'require' }});
type Config = ConstructorParameters<Sdk['default']>[0];

/** Milliseconds for connecting, and again for the answer. */
const timeout = 5_000;

/** The number is none, or the template is not for numbers of its country. */
const undeliverable = new Set(['isv.MOBILE_NUMBER_ILLEGAL', 'isv.DOMESTIC_NUMBER_NOT_SUPPORTED']);
/** Too many messages to this one number: by default 1 a minute, 5 an hour, 10 a day. */
const overLimit = 'isv.BUSINESS_LIMIT_CONTROL';

/** What the variable `event` of the notice's template says. */
const events = { CONTACT_CHANGED: '联系方式已更换', PASSWORD_CHANGED: '密码已修改', ACCOUNT_DELETED: '账号已注销' };

const createClient = ({ accessKeyId, accessKeySecret, endpoint }: AliyunSms) => {
  // Loaded at the first SMS: it takes 0.2 s and 33 MB.
  const { default: Client, SendSmsRequest } = createRequire(import.meta.url)('@alicloud/dysmsapi20170525') as Sdk;
  const { protocol, host } = new URL(endpoint);
  const client = new Client({
    accessKeyId,
    accessKeySecret,
    protocol: protocol.slice(0, -1).toUpperCase(),
    endpoint: host,
    connectTimeout: timeout,
    readTimeout: timeout,
  } as Config);
  return (request: Record<string, string>) => client.sendSms(new SendSmsRequest(request));
};

export const createAliyunSms = (options: AliyunSms): SmsProvider => {
  let client: ReturnType<typeof createClient> | undefined;

  const templateOf = (message: Message) => {
    if (message.kind === 'CODE') return { templateCode: options.templateCode, params: { code: message.code } };
    if (options.noticeTemplateCode === undefined) throw new UndeliverableError('NO_NOTICE_TEMPLATE');
    return { templateCode: options.noticeTemplateCode, params: { event: events[message.kind] } };
  };

  return {
    // A template has one language, so the reader's plays no part.
    sendSms: async (phone, message) => {
      const { templateCode, params } = templateOf(message);
      client ??= createClient(options);
      const { body } = await client({
        // Numbers of all countries are taken as country code and number.
        phoneNumbers: phone.replace(/^\+/, ''),
        signName: options.signName,
        templateCode,
        templateParam: JSON.stringify(params),
      });
      // A message that was not taken is answered with 200 all the same.
      const code = body?.code ?? 'NO_CODE';
      if (code === 'OK') return;
      if (undeliverable.has(code)) throw new UndeliverableError(code);
      if (code === overLimit) throw new RecipientError(code);
      throw new TransportError(code);
    },
  };
};
