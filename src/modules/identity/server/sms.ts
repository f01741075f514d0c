import type { SmsSettings } from '#platform/server/settings.ts';

/** Sends short messages. Write another one for another gateway and hand it to `identityModule({ sms })`. */
export interface SmsSender {
  /** Resolves when the gateway has taken the message over; rejects where it has not. */
  send(message: { readonly phone: string; readonly text: string; readonly code: string | null }): Promise<void>;
}

/** The message with a code. It says what it is for, because codes are what swindlers ask for. */
export function codeMessage(code: string, minutes: number): string {
  return `验证码 ${code}，${minutes} 分钟内有效，用于登录履职通。请勿告诉任何人，工作人员不会向您索要。`;
}

/** The sender that the settings ask for: a gateway, or nothing but a line in the log without the code. */
export function smsSender(settings: SmsSettings, log: (line: string) => void = () => undefined): SmsSender {
  if (settings.kind === 'http') return httpSmsSender(settings);
  return { send: async ({ phone }) => log(`没有配置短信网关，未向 ${phone.slice(0, 3)}****${phone.slice(-4)} 发送短信`) };
}

/** Posts `{ phone, text, signature }` to a gateway of the operator's. */
export function httpSmsSender(settings: Extract<SmsSettings, { kind: 'http' }>): SmsSender {
  return {
    send: async ({ phone, text }) => {
      const answer = await fetch(settings.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${settings.token}` },
        body: JSON.stringify({ phone, text, signature: settings.signature }),
        signal: AbortSignal.timeout(10_000),
        redirect: 'error',
      });
      if (!answer.ok) throw new Error(`the gateway for short messages answered ${answer.status}`);
    },
  };
}

/** A short message in the demo's box. */
export interface BoxedMessage {
  readonly text: string;
  readonly code: string | null;
  readonly sentAt: Date;
}

/** The demo's phone: keeps the last messages in memory so that the sign-in page can show them. Never made outside a demo. */
export class MessageBox implements SmsSender {
  private readonly messages = new Map<string, BoxedMessage[]>();

  async send({ phone, text, code }: { phone: string; text: string; code: string | null }): Promise<void> {
    const earlier = this.messages.get(phone) ?? [];
    this.messages.delete(phone);
    this.messages.set(phone, [{ text, code, sentAt: new Date() }, ...earlier].slice(0, 5));
    if (this.messages.size > 1_000) this.messages.delete(this.messages.keys().next().value!);
  }

  of(phone: string): readonly BoxedMessage[] {
    return this.messages.get(phone) ?? [];
  }
}
