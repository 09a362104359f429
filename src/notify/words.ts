/** The words of each message in both languages, for mail and SMS alike. */
import type { CodePurpose, Locale, Message } from './message.js';

export type Words = {
  subject: string;
  /** Above the text, where there is room for it. */
  title: string;
  /** The first sentence. It begins with the code, so that a preview shows it. */
  lead: string;
  /** What else there is to know, a paragraph each. */
  notes: string[];
};

export const product: Record<Locale, string> = { ZH: '零压面试', EN: 'Zero Pressure Interview' };

export const footer: Record<Locale, string> = {
  ZH: '本邮件由系统自动发送，请勿回复。',
  EN: 'This mail was sent automatically. Please do not reply.',
};

const purposes: Record<Locale, Record<CodePurpose, string>> = {
  ZH: {
    REGISTER: '注册',
    LOGIN: '登录',
    RESET_PASSWORD: '重置密码',
    CHANGE_CONTACT: '更换联系方式',
    DELETE_ACCOUNT: '注销账号',
  },
  EN: {
    REGISTER: 'create your account',
    LOGIN: 'sign in',
    RESET_PASSWORD: 'reset your password',
    CHANGE_CONTACT: 'change your contact',
    DELETE_ACCOUNT: 'delete your account',
  },
};

const inChinese = (message: Message): Words => {
  switch (message.kind) {
    case 'CODE': {
      const purpose = purposes.ZH[message.purpose];
      return {
        // With the code, so that mail clients do not fold several codes into one conversation.
        subject: `${message.code} 是你的${purpose}验证码`,
        title: `${purpose}验证码`,
        lead: `${message.code} 是你的${product.ZH}${purpose}验证码。`,
        notes: [
          `${message.minutes} 分钟内有效，只能使用一次，请勿告诉他人。`,
          '如非本人操作，请忽略，不会有任何影响。',
        ],
      };
    }
    case 'CONTACT_CHANGED':
      return {
        subject: '你的联系方式已更换',
        title: '联系方式已更换',
        lead: `你的${product.ZH}账号已改用新的联系方式：${message.contact}。`,
        notes: [
          '如果是你本人操作，无需理会。',
          '如非本人操作，请立即在仍登录的设备上修改密码，或用你的其他联系方式重置密码。',
        ],
      };
    case 'ACCOUNT_DELETED':
      return {
        subject: '你的账号已注销',
        title: '账号已注销',
        lead: `你的${product.ZH}账号及其全部数据已永久删除。`,
        notes: ['感谢你曾经使用。', '如非本人操作，数据已无法恢复；请检查你在其他网站是否使用了相同的密码。'],
      };
    case 'PASSWORD_CHANGED':
      return {
        subject: '你的密码已修改',
        title: '密码已修改',
        lead: `你的${product.ZH}账号密码刚刚修改过。`,
        notes: ['如果是你本人操作，无需理会。', '如非本人操作，请立即重置密码。'],
      };
  }
};

const inEnglish = (message: Message): Words => {
  switch (message.kind) {
    case 'CODE': {
      const purpose = purposes.EN[message.purpose];
      const minutes = message.minutes === 1 ? '1 minute' : `${message.minutes} minutes`;
      return {
        subject: `${message.code} is your code to ${purpose}`,
        title: `Your code to ${purpose}`,
        lead: `${message.code} is your ${product.EN} code to ${purpose}.`,
        notes: [
          `It is good for ${minutes} and works once. Keep it to yourself.`,
          'If it was not you, ignore this: nothing happens without the code.',
        ],
      };
    }
    case 'CONTACT_CHANGED':
      return {
        subject: 'Your contact has changed',
        title: 'Your contact has changed',
        lead: `Your ${product.EN} account now uses a new contact: ${message.contact}.`,
        notes: [
          'If it was you, all is well.',
          'If it was not you, change your password right away on a device that is still signed in, or reset it by another contact of yours.',
        ],
      };
    case 'ACCOUNT_DELETED':
      return {
        subject: 'Your account has been deleted',
        title: 'Your account has been deleted',
        lead: `Your ${product.EN} account and everything in it have been deleted for good.`,
        notes: [
          'Thank you for the time you spent with us.',
          'If it was not you, it cannot be undone; do see to it that no other site has the same password.',
        ],
      };
    case 'PASSWORD_CHANGED':
      return {
        subject: 'Your password has changed',
        title: 'Your password has changed',
        lead: `The password of your ${product.EN} account has just been changed.`,
        notes: ['If it was you, all is well.', 'If it was not you, reset your password right away.'],
      };
  }
};

export const wordsOf = (message: Message, locale: Locale): Words =>
  locale === 'ZH' ? inChinese(message) : inEnglish(message);

/** The whole message in one line, as an SMS has it. */
export const lineOf = (message: Message, locale: Locale): string => {
  const { lead, notes } = wordsOf(message, locale);
  return [lead, ...notes].join(locale === 'ZH' ? '' : ' ');
};
